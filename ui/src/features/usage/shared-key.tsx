import { useLingui } from '@lingui/react/macro'

/** What the two lines of the chart are. */
export function SharedKey() {
  const { t } = useLingui()
  const lines = [
    { of: t`This workspace`, swatch: 'border-accent bg-accent/25' },
    { of: t`All workspaces`, swatch: 'border-accent/50 bg-accent/12' },
  ]
  return (
    <ul className="ml-auto flex flex-wrap items-center gap-x-4 text-muted">
      {lines.map(({ of, swatch }) => (
        <li key={of} className="flex items-center gap-2">
          <span aria-hidden className={`h-3 w-4 border-t-2 ${swatch}`} />
          {of}
        </li>
      ))}
    </ul>
  )
}
