/** Origin of the API; empty for the page's own. */
export const apiOrigin = import.meta.env.VITE_API_ORIGIN ?? ''
