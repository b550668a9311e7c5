import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../components/ui/dialog'

/** Every key that does something by itself. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const shortcuts = [
    { keys: ['Ctrl K', '⌘ K'], does: t`Go to a page or do something` },
    { keys: ['?'], does: t`Show these keys` },
    { keys: ['['], does: t`Previous period` },
    { keys: [']'], does: t`Next period` },
    { keys: ['/'], does: t`Search agents` },
    { keys: ['Z'], does: t`Undo what the message at the bottom tells of` },
    { keys: ['←', '→'], does: t`In the chart: read single days` },
    { keys: ['Shift ←', 'Shift →'], does: t`In the chart: move by a week` },
  ]
  return (
    <Dialog title={t`Keyboard shortcuts`} onClose={onClose}>
      <dl className="mt-1">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 py-1.5">
            <dt>{does}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-md border border-line bg-canvas px-1.5 py-0.5 font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs text-muted">
        {t`Keys without Ctrl can be switched off in the settings.`}
      </p>
    </Dialog>
  )
}
