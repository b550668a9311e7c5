import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './button'

interface DialogProps {
  title: string
  /** Told when it was closed, by whatever way. It is open for as long as it is rendered. */
  onClose: () => void
  children: ReactNode
}

/** A modal dialog: the browser keeps the focus in it, and Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { t } = useLingui()
  const id = useId()
  const frame = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('input, select, textarea')?.focus() // not the button to close it, which comes first
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={frame}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[min(30rem,calc(100vw-1.5rem))] rounded-xl border border-line bg-raised p-0 text-ink shadow-menu backdrop:bg-black/50"
    >
      <div className="flex items-start justify-between gap-4 px-5 pt-4">
        <h2 id={id} className="min-w-0 text-base font-semibold break-words">
          {title}
        </h2>
        <Button
          look="icon"
          className="-mt-1 -mr-2"
          aria-label={t`Close`}
          onClick={() => frame.current?.close()}
        >
          <X size={16} aria-hidden />
        </Button>
      </div>
      <div className="px-5 pt-2 pb-5">{children}</div>
    </dialog>
  )
}

interface DialogActionsProps {
  onCancel: () => void
  /** What the dialog is for. */
  children: ReactNode
}

/** The buttons at the end of a dialog. */
export function DialogActions({ onCancel, children }: DialogActionsProps) {
  const { t } = useLingui()
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>{t`Cancel`}</Button>
      {children}
    </div>
  )
}
