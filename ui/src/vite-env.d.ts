interface ImportMetaEnv {
  /** Origin of the API, such as https://api.example.com, when it is not the page's own. */
  readonly VITE_API_ORIGIN?: string
}

declare module '*.po' {
  export const messages: import('@lingui/core').Messages
}
