import { useLingui } from '@lingui/react/macro'
import { Button } from './ui/button'

interface PageTurnsProps {
  /** Whether the page shown is not the first. */
  turned: boolean
  /** Cursor of the next page; null where there is none. */
  next: string | null
  onTurn: (after: string | undefined) => void
}

/** Leads on through a long list, and back to its start; the browser's way back leads to the page before. */
export function PageTurns({ turned, next, onTurn }: PageTurnsProps) {
  const { t } = useLingui()
  if (!turned && next === null) return null
  return (
    <nav aria-label={t`Pages of the list`} className="flex justify-end gap-2">
      {turned && <Button onClick={() => onTurn(undefined)}>{t`Back to the start`}</Button>}
      {next !== null && <Button onClick={() => onTurn(next)}>{t`Next page`}</Button>}
    </nav>
  )
}
