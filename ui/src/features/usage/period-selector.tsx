import { useLingui } from '@lingui/react/macro'
import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../components/ui/button'
import { Menu, MenuChoices } from '../../components/ui/menu'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatPeriod } from '../../lib/format-date'
import { useShortcut } from '../../lib/use-shortcut'

const PeriodListFragment = graphql(`
  fragment PeriodList on Workspace {
    periods(first: 36) {
      nodes {
        id
        startsOn
        endsOn
        current
        kind
      }
    }
  }
`)

const PeriodSelectorFragment = graphql(`
  fragment PeriodSelector on CreditsDashboard {
    period {
      id
      startsOn
      endsOn
    }
    previousPeriod {
      id
    }
    nextPeriod {
      id
      current
    }
  }
`)

interface PeriodSelectorProps {
  workspace: FragmentType<typeof PeriodListFragment>
  dashboard: FragmentType<typeof PeriodSelectorFragment>
  /** Takes the id of a past period; undefined is the current one. */
  onSelect: (period: string | undefined) => void
}

export function PeriodSelector({ onSelect, ...props }: PeriodSelectorProps) {
  const { t, i18n } = useLingui()
  const periods = readFragment(PeriodListFragment, props.workspace).periods.nodes
  const { period, previousPeriod, nextPeriod } = readFragment(
    PeriodSelectorFragment,
    props.dashboard,
  )
  const select = ({ id, current = false }: { id: string; current?: boolean }) =>
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
