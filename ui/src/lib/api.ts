/** Origin of the API; empty for the page's own. */
export const apiOrigin = import.meta.env.VITE_API_ORIGIN ?? ''

/** How every request is sent. */
export const requestOptions = {
  credentials: 'include',
  // Without event streams in the list, or the server would answer a query as one.
  headers: { accept: 'application/graphql-response+json, application/json' },
} satisfies RequestInit

/** The context of a request that may be sent again and must act once. */
export const actingOnce = (key: string) => ({
  fetchOptions: {
    ...requestOptions,
    headers: { ...requestOptions.headers, 'Idempotency-Key': key },
  },
})
