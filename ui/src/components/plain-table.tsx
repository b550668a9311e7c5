import type { ReactNode } from 'react'

interface PlainTableProps {
  caption: string
  heads: readonly string[]
  /** The least width, as a class; where there is less it scrolls. */
  className: string
  /** The rows. */
  children: ReactNode
}

/** A table in a card whose rows are few and stay in order. */
export function PlainTable({ caption, heads, className, children }: PlainTableProps) {
  return (
    <div className="overflow-x-auto">
      <table className={`w-full ${className}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className="px-3 py-2 font-normal whitespace-nowrap first:pl-5 last:pr-5"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
