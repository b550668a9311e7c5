import { useLingui } from '@lingui/react/macro'
import { ReceiptText } from 'lucide-react'
import { Message } from '../../components/message'
import { Button } from '../../components/ui/button'
import { Card } from '../../components/ui/card'
import type { EntryPageFragment } from '../../gql/graphql'
import { formatMovement } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { translated } from '../../lib/translated'
import { entryWords, grantWords } from './words'

interface EntryTableProps {
  /** The pages that are shown, at least the first. */
  pages: [EntryPageFragment, ...EntryPageFragment[]]
  timeZone: string
  more: 'idle' | 'loading' | 'failed'
  onLoadMore: (after: string) => void
}

/** What moved the pool in a period, the last first. */
export function EntryTable({ pages, timeZone, more, onLoadMore }: EntryTableProps) {
  const { t, i18n } = useLingui()
  const entries = pages.flatMap(({ nodes }) => nodes)
  const { endCursor, hasNextPage } = (pages.at(-1) ?? pages[0]).pageInfo

  return (
    <Card aria-labelledby="entries">
      <h2 id="entries" className="p-5 font-medium">{t`Movements`}</h2>
      {entries.length > 0 ? (
        <table className="w-full border-collapse">
          <caption className="sr-only">{t`Movements of the pool in this period`}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="py-2 pr-3 pl-5 font-normal">{t`Day`}</th>
              <th scope="col" className="py-2 pr-3 font-normal">{t`Movement`}</th>
              <th scope="col" className="py-2 pr-5 text-right font-normal">{t`Credits`}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, at, kind, grantKind, note, amount }) => (
              <tr key={id} className="border-b border-line last:border-0">
                <td className="py-2.5 pr-3 pl-5 text-muted tabular-nums">
                  {formatInstantDay(at, timeZone, i18n.locale)}
                </td>
                <td className="py-2.5 pr-3">
                  {i18n._(entryWords[kind])}
                  <span className="text-muted">
                    {grantKind && <> · {i18n._(grantWords[grantKind])}</>}
                    {note && <> · {translated(note) ?? note}</>}
                  </span>
                </td>
                <td className="py-2.5 pr-5 text-right whitespace-nowrap tabular-nums">
                  {formatMovement(amount, i18n.locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Message icon={<ReceiptText size={20} aria-hidden />} title={t`No movements in this period`}>
          {t`Nothing was granted for it, and no credits were drawn. Use is posted within the hour.`}
        </Message>
      )}
      {hasNextPage && endCursor && (
        <div className="flex items-center justify-center gap-3 border-t border-line p-3">
          <Button disabled={more === 'loading'} onClick={() => onLoadMore(endCursor)}>
            {more === 'loading' ? t`Loading…` : t`Load more`}
          </Button>
          {more === 'failed' && (
            <span role="alert" className="text-bad">{t`That did not work. Try again.`}</span>
          )}
        </div>
      )}
    </Card>
  )
}
