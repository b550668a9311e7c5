import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type FocusEvent } from 'react'
import { useShortcut } from '../../lib/use-shortcut'
import { Button } from './button'
import { dismiss, useToasts, type Toast } from './toast'

const shownFor = 10_000

/** Where toasts appear, read out by screen readers as they come. */
export function Toaster() {
  const toasts = useToasts()
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-20 p-4 sm:p-6">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

/** Goes after ten seconds, unless somebody points at it or has the focus in it. */
function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useLingui()
  const [kept, setKept] = useState(false)
  const { id, text, tone, action } = toast
  const cameFrom = useRef<Element>(null)
  const leave = useEffectEvent(() => dismiss(id))

  useEffect(() => {
    if (kept) return
    const timer = setTimeout(leave, shownFor)
    return () => clearTimeout(timer)
  }, [kept])

  function enter({ currentTarget, relatedTarget }: FocusEvent) {
    setKept(true)
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget
  }

  function exit({ currentTarget, relatedTarget }: FocusEvent) {
    setKept(false)
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = null
  }

  function close() {
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true })
    dismiss(id)
  }

  function act() {
    close()
    action?.run()
  }
  useShortcut('z', () => action && act())

  return (
    <div
      onPointerEnter={() => setKept(true)}
      onPointerLeave={() => setKept(false)}
      onFocus={enter}
      onBlur={exit}
      className="pointer-events-auto mx-auto flex w-fit max-w-full items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 shadow-menu"
    >
      <span className={`min-w-0 break-words ${tone === 'bad' ? 'text-bad' : ''}`}>{text}</span>
      {action && (
        <Button onClick={act} aria-keyshortcuts="z">
          {action.label}
          <kbd aria-hidden className="text-xs text-muted max-sm:hidden">
            Z
          </kbd>
        </Button>
      )}
      <Button look="icon" aria-label={t`Dismiss`} onClick={close}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  )
}
