import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatMoney } from '../../lib/format-money'

export const PackFragment = graphql(`
  fragment Pack on Quote {
    credits
    charge {
      amountMinor
      currency
    }
    granted
    actsAt
    recurring {
      amountMinor
      currency
    }
    recursFrom
    runsOutBefore
    runsOutAfter
  }
`)

interface PackListProps {
  label: string
  packs: readonly FragmentType<typeof PackFragment>[]
  /** How many credits; null before any are chosen. */
  chosen: Credits | null
  onChoose: (credits: Credits) => void
}

/** What can be bought, each with its price. */
export function PackList({ label, chosen, onChoose, ...props }: PackListProps) {
  const { t, i18n } = useLingui()
  const name = useId()
  const packs = readFragment(PackFragment, props.packs)
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="space-y-1.5">
        {packs.map((pack) => {
          const credits = formatCredits(pack.credits, i18n.locale)
          const price = formatMoney(pack.recurring ?? pack.charge, i18n.locale)
          return (
            <label
              key={pack.credits}
              className="flex cursor-pointer items-center gap-3 rounded-lg border border-line px-3 py-2 tabular-nums hover:bg-hover has-checked:border-accent"
            >
              <input
                type="radio"
                name={name}
                aria-label={t`${credits} credits for ${price}`}
                checked={pack.credits === chosen}
                onChange={() => onChoose(pack.credits)}
                className="accent-accent"
              />
              <span className="flex-1">
                <Trans>{credits} credits</Trans>
              </span>
              <span className="text-muted">{price}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
