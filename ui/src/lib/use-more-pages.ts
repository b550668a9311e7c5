import { useState } from 'react'

interface PageOfList {
  pageInfo: { endCursor?: string | null }
}

interface More<Page> {
  /** The list that the pages belong to. */
  list: string
  pages: Page[]
  state: 'idle' | 'loading' | 'failed'
}

/**
 * The pages of a list after the first, which `fetchPage` gets; undefined where one could not be had. Cursors may name a
 * place by figures that move, so `refresh` walks from the end of the new first page through as many pages as are shown.
 */
export function useMorePages<Page extends PageOfList>(
  list: string,
  fetchPage: (after: string) => Promise<Page | undefined>,
) {
  const none: More<Page> = { list, pages: [], state: 'idle' }
  const [stored, setStored] = useState(none)
  const more = stored.list === list ? stored : none
  const update = (change: (more: More<Page>) => More<Page>) =>
    setStored((current) => change(current.list === list ? current : none))

  async function loadMore(after: string) {
    update((current) => ({ ...current, state: 'loading' }))
    const page = await fetchPage(after)
    update((current) =>
      page
        ? { list, pages: [...current.pages, page], state: 'idle' }
        : { ...current, state: 'failed' },
    )
  }

  /** False when a page could not be had; those shown then stay. */
  async function refresh(first: Page): Promise<boolean> {
    const pages: Page[] = []
    let last: Page | undefined = first
    while (pages.length < more.pages.length && last.pageInfo.endCursor) {
      last = await fetchPage(last.pageInfo.endCursor)
      if (!last) return false
      pages.push(last)
    }
    if (pages.length > 0) {
      update((current) => ({
        ...current,
        pages: [...pages, ...current.pages.slice(pages.length)],
      }))
    }
    return true
  }

  return { pages: more.pages, state: more.state, loadMore, refresh }
}
