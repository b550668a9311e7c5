import type { ReactNode } from 'react'

interface MessageProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  /** The one thing to do about it. */
  action?: ReactNode
}

/** Stands where content would be: says why there is none and what to do. */
export function Message({ icon, title, children, action }: MessageProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <span className="mb-4 grid size-11 place-items-center rounded-full bg-hover text-muted">
        {icon}
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      {children && <p className="mt-1.5 text-muted text-pretty">{children}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
