import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, formatExactCredits } from '../../lib/format-credits'

const PoolNoteFragment = graphql(`
  fragment PoolNote on CreditsDashboard {
    used
    period {
      id
      kind
    }
    pool {
      used
      usedRatio
    }
  }
`)

/** What the figures alone do not say: a free period, a pool without credits, a pool used by others too. */
export function PoolNote(props: { dashboard: FragmentType<typeof PoolNoteFragment> }) {
  const { i18n } = useLingui()
  const { used, period, pool } = readFragment(PoolNoteFragment, props.dashboard)
  const own = formatCredits(used, i18n.locale)

  if (period.kind === 'FREE') {
    return (
      <p className="mt-4 text-muted text-pretty">
        <Trans>
          This is a free period: runs are metered and shown, but no credits are drawn and no agent
          is stopped.
        </Trans>
      </p>
    )
  }
  if (pool.usedRatio === null || pool.usedRatio === undefined) {
    return (
      <p className="mt-4 text-warn text-pretty">
        <Trans>No credits were granted for this period, so no agent can start a run.</Trans>
      </p>
    )
  }
  if (used !== pool.used) {
    return (
      <p className="mt-4 text-muted text-pretty">
        <Trans>
          The workspaces of your contract share these credits. This one used{' '}
          <strong
            data-figure="own"
            title={formatExactCredits(used, i18n.locale)}
            className="font-medium text-ink tabular-nums"
          >
            {own}
          </strong>.
        </Trans>
      </p>
    )
  }
  return null
}
