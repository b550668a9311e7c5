import { Trans, useLingui } from '@lingui/react/macro'
import type { PackFragment } from '../../gql/graphql'
import { formatCredits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { formatMoney } from '../../lib/format-money'

interface PurchaseEffectProps {
  pack: PackFragment
  /** When the allowance is granted next: in a free period purchases begin then too. */
  resetsAt: string | null
  timeZone: string
}

/** What the server says that a purchase changes, and when. */
export function PurchaseEffect({ pack, resetsAt, timeZone }: PurchaseEffectProps) {
  const { i18n } = useLingui()
  const day = (instant: string) => formatInstantDay(instant, timeZone, i18n.locale)
  const credits = formatCredits(pack.credits, i18n.locale)
  const granted = formatCredits(pack.granted, i18n.locale)
  const charge = formatMoney(pack.charge, i18n.locale)
  const recurring = pack.recurring && formatMoney(pack.recurring, i18n.locale)
  const from = pack.recursFrom && day(pack.recursFrom)
  const waits = pack.actsAt === resetsAt
  const acts = day(pack.actsAt)
  const before = pack.runsOutBefore && day(pack.runsOutBefore)
  const after = pack.runsOutAfter && day(pack.runsOutAfter)

  return (
    <div aria-live="polite" className="space-y-1 rounded-lg bg-hover px-3 py-2.5 text-pretty">
      {waits ? (
        <p>
          <Trans>Agents run freely until {acts}; these credits begin then.</Trans>
        </p>
      ) : (
        <p>
          <Trans>{granted} credits at once: paused agents can start again.</Trans>
        </p>
      )}
      {recurring ? (
        <p>
          <Trans>
            {charge} now, and {recurring} for {credits} credits at every reset from {from} on.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>{charge} on your next invoice. What is left ends with the period.</Trans>
        </p>
      )}
      {before && (
        <p className="text-muted">
          {after ? (
            <Trans>
              Estimated to run out on {after} instead of {before}.
            </Trans>
          ) : (
            <Trans>Estimated to last until the reset, instead of until {before}.</Trans>
          )}
        </p>
      )}
    </div>
  )
}
