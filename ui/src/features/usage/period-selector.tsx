import { useLingui } from '@lingui/react/macro'
import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../components/ui/button'
import { Menu, MenuChoices } from '../../components/ui/menu'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatPeriod } from '../../lib/format-date'
import { useShortcut } from '../../lib/use-shortcut'

const PeriodChoiceFragment = graphql(`
  fragment PeriodChoice on BillingPeriod {
    id
    startsOn
    endsOn
    current
    kind
  }
`)

type PeriodChoice = FragmentType<typeof PeriodChoiceFragment>

interface PeriodSelectorProps {
  periods: readonly PeriodChoice[]
  /** What is shown of a period. */
  of: { period: PeriodChoice; previousPeriod?: PeriodChoice | null; nextPeriod?: PeriodChoice | null }
  /** Takes the id of a past period; undefined is the current one. */
  onSelect: (period: string | undefined) => void
}

export function PeriodSelector({ of, onSelect, ...props }: PeriodSelectorProps) {
  const { t, i18n } = useLingui()
  const periods = readFragment(PeriodChoiceFragment, props.periods)
  const period = readFragment(PeriodChoiceFragment, of.period)
  const previousPeriod = readFragment(PeriodChoiceFragment, of.previousPeriod)
  const nextPeriod = readFragment(PeriodChoiceFragment, of.nextPeriod)
  const select = ({ id, current }: { id: string; current: boolean }) =>
    onSelect(current ? undefined : id)
  const toPrevious = () => previousPeriod && select(previousPeriod)
  const toNext = () => nextPeriod && select(nextPeriod)
  useShortcut('[', toPrevious)
  useShortcut(']', toNext)

  return (
    <div role="group" aria-label={t`Billing period`} className="flex items-center gap-1">
      <Button
        look="icon"
        aria-label={t`Previous period`}
        aria-keyshortcuts="["
        title={t`Previous period ([)`}
        disabled={!previousPeriod}
        onClick={toPrevious}
      >
        <ChevronLeft size={16} aria-hidden />
      </Button>
      <Menu
        align="center"
        trigger={
          <Button data-figure="period" className="tabular-nums">
            {formatPeriod(period.startsOn, period.endsOn, i18n.locale)}
            <ChevronDown size={14} aria-hidden className="text-muted" />
          </Button>
        }
      >
        <MenuChoices
          value={period.id}
          onChange={(id) =>
            onSelect(periods.find((known) => known.id === id)?.current ? undefined : id)
          }
          choices={periods.map(({ id, startsOn, endsOn, current, kind }) => ({
            value: id,
            label: (
              <span className="tabular-nums">
                {formatPeriod(startsOn, endsOn, i18n.locale)}
                {current && <span className="ml-2 text-xs text-muted">{t`Current`}</span>}
                {kind === 'FREE' && <span className="ml-2 text-xs text-muted">{t`Free`}</span>}
              </span>
            ),
          }))}
        />
      </Menu>
      <Button
        look="icon"
        aria-label={t`Next period`}
        aria-keyshortcuts="]"
        title={t`Next period (])`}
        disabled={!nextPeriod}
        onClick={toNext}
      >
        <ChevronRight size={16} aria-hidden />
      </Button>
    </div>
  )
}
