import { useId, useState, type ReactNode } from 'react'

// Where browsers cannot place it beside its button yet, it stands in the middle of the window.
const frameClass =
  'm-auto w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised p-4 text-sm font-normal text-ink shadow-menu supports-[position-area:bottom]:inset-auto supports-[position-area:bottom]:m-1.5 [position-area:bottom_span-right] [position-try-fallbacks:flip-block,flip-inline]'

interface PopoverProps {
  /** What the button shows. */
  button: ReactNode
  /** What it says to those who do not see that. */
  label?: string
  className: string
  title: ReactNode
  /** Rendered only while it is open. */
  children: ReactNode
}

/** A button that opens more about what it stands at; Escape closes it, and so does a click elsewhere. */
export function Popover({ button, label, className, title, children }: PopoverProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={`inline-flex min-h-6 items-center rounded-full ${className}`}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        className={frameClass}
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {open && (
          <>
            <p id={`${id}-title`} className="font-medium">
              {title}
            </p>
            {children}
          </>
        )}
      </div>
    </>
  )
}
