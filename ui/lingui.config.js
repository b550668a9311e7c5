export default {
  sourceLocale: 'en',
  locales: ['en', 'vi'],
  catalogs: [
    { path: 'src/locales/{locale}', include: ['src'], exclude: ['src/gql', '**/*.test.*'] },
  ],
  format: 'po',
  formatOptions: { lineNumbers: false },
}
