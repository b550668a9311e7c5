import type { ComponentType } from 'react'

interface PlainTableProps<Row> {
  caption: string
  /** The first names the row; the second is its most telling figure. */
  columns: readonly PlainColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
}

interface PlainColumn<Row> {
  head: string
  /** What a row says there, which may be nothing. */
  Cell: ComponentType<{ row: Row }>
}

/** On a narrow screen the columns after the first two stand below these. */
const foldOf = (place: number) => (place > 1 ? 'max-lg:hidden' : place === 1 ? 'max-lg:pr-5' : '')

/** A table in a card whose rows are few and stay in order. */
export function PlainTable<Row>({ caption, columns, rows, rowId }: PlainTableProps<Row>) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {columns.map(({ head }, place) => (
              <th
                key={head}
                scope="col"
                className={`px-3 py-2 font-normal whitespace-nowrap first:pl-5 last:pr-5 ${foldOf(place)}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={rowId(row)} className="border-b border-line last:border-0">
            <tr className="lg:h-14">
              {columns.map(({ head, Cell }, place) => (
                <td
                  key={head}
                  className={`px-3 tabular-nums first:w-full first:max-w-0 first:py-2 first:pl-5 last:pr-5 max-lg:py-2 max-lg:align-top lg:first:w-auto lg:first:max-w-64 ${foldOf(place)}`}
                >
                  <Cell row={row} />
                </td>
              ))}
            </tr>
            <tr className="lg:hidden">
              <td colSpan={2} className="px-5 pb-3 tabular-nums">
                <Folded columns={columns.slice(2)} row={row} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

interface FoldedProps<Row> {
  columns: readonly PlainColumn<Row>[]
  row: Row
}

function Folded<Row>({ columns, row }: FoldedProps<Row>) {
  return (
    <dl className="grid grid-cols-[max-content_1fr] items-baseline gap-x-3 gap-y-0.5">
      {columns.map(({ head, Cell }) => (
        <div key={head} className="contents has-[dd:empty]:hidden">
          <dt className="text-muted">{head}</dt>
          <dd className="**:whitespace-normal">
            <Cell row={row} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
