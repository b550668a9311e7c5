import {
  FlexRender,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
  type RowData,
  type SortingState,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { memo, useMemo, useRef } from 'react'
import { useWindowRows } from './use-window-rows'

interface ColumnMeta {
  /** Classes of the column's cells, its head included. */
  className?: string
}

/** Sorting is the server's: the table only says what was asked for. */
export const dataTableFeatures = tableFeatures({
  rowSortingFeature,
  columnMeta: {} as ColumnMeta,
})

export type DataTableFeatures = typeof dataTableFeatures

export interface Sort {
  column: string
  descending: boolean
}

interface DataTableProps<Data extends RowData> {
  caption: string
  columns: ColumnDef<DataTableFeatures, Data>[]
  rows: Data[]
  /** How many rows there are in all, those included that have not been loaded. */
  total: number
  rowId: (row: Data) => string
  sort: Sort
  onSort: (sort: Sort) => void
}

export function DataTable<Data extends RowData>(props: DataTableProps<Data>) {
  const { caption, columns, rows, total, rowId, sort, onSort } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const { from, to, above, below } = useWindowRows(body, rows.length, total)
  const sorting: SortingState = [{ id: sort.column, desc: sort.descending }]
  const drawn = useMemo(() => rows.slice(from, to), [rows, from, to])
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: drawn,
    getRowId: rowId,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange(updater) {
      const [next] = typeof updater === 'function' ? updater(sorting) : updater
      if (next) onSort({ column: next.id, descending: next.desc })
    },
  })

  return (
    <table className="w-full border-collapse" aria-rowcount={total + 1}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="border-b border-line text-muted">
            {group.headers.map((header) => {
              const { column } = header
              const sorted = column.getIsSorted()
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={sorted ? ariaSort[sorted] : undefined}
                  className={`px-1.5 py-2 text-left font-normal whitespace-nowrap first:pl-5 last:pr-5 md:px-3 ${column.columnDef.meta?.className ?? ''}`}
                >
                  {column.getCanSort() ? (
                    <button
                      type="button"
                      onClick={column.getToggleSortingHandler()}
                      className={`group -mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:text-ink ${sorted ? 'text-ink' : ''}`}
                    >
                      <FlexRender header={header} />
                      <SortIcon sorted={sorted} />
                    </button>
                  ) : (
                    <FlexRender header={header} />
                  )}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      <tbody ref={body}>
        <Gap height={above} />
        {table.getRowModel().rows.map((row, place) => (
          <TableRow key={row.id} row={row} place={from + place} columns={columns} />
        ))}
        <Gap height={below} />
      </tbody>
    </table>
  )
}

/** Stands for rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}

interface TableRowProps<Data extends RowData> {
  row: Row<DataTableFeatures, Data>
  place: number
  columns: ColumnDef<DataTableFeatures, Data>[]
}

function PlainTableRow<Data extends RowData>({ row, place }: TableRowProps<Data>) {
  return (
    <tr
      aria-rowindex={place + 2}
      className="h-17 border-b border-line last:border-0 hover:bg-canvas md:h-14"
    >
      {row.getAllCells().map((cell) => (
        <td
          key={cell.id}
          className={`px-1.5 first:pl-5 last:pr-5 md:px-3 ${cell.column.columnDef.meta?.className ?? ''}`}
        >
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
}

/** A live update changes few rows of many: the others are not rendered again. */
const TableRow = memo(
  PlainTableRow,
  (before, after) =>
    before.row.original === after.row.original &&
    before.place === after.place &&
    before.columns === after.columns,
) as typeof PlainTableRow

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

function SortIcon({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  if (sorted === 'asc') return <ArrowUp size={13} aria-hidden />
  if (sorted === 'desc') return <ArrowDown size={13} aria-hidden />
  return (
    <ChevronsUpDown
      size={13}
      aria-hidden
      className="opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
    />
  )
}
