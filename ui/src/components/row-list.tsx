import type { ReactNode } from 'react'
import { Card } from './ui/card'

interface RowListProps {
  title: string
  /** What to say instead of an empty list. */
  empty?: string
  children: ReactNode[]
}

/** A list of things, a row each, that folds to the width of a phone. */
export function RowList({ title, empty, children }: RowListProps) {
  return (
    <Card>
      <h2 className="px-5 pt-4 pb-2 font-medium">{title}</h2>
      {children.length > 0 ? (
        <ul className="divide-y divide-line border-t border-line">{children}</ul>
      ) : (
        <p className="px-5 pb-5 text-muted">{empty}</p>
      )}
    </Card>
  )
}

interface RowProps {
  title: ReactNode
  detail: ReactNode
  /** What can be done with it. */
  children?: ReactNode
}

export function Row({ title, detail, children }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-56 flex-1">
        <div className="font-medium break-words">{title}</div>
        <div className="break-words text-muted">{detail}</div>
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </li>
  )
}
