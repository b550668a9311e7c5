import { Trans, useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'

const AllocationNoteFragment = graphql(`
  fragment AllocationNote on CreditsDashboard {
    used
    allocation
    allocationThreshold
    period {
      id
      kind
      current
    }
  }
`)

/** Says that the workspace is near the most that it may use, or there. */
export function AllocationNote(props: { dashboard: FragmentType<typeof AllocationNoteFragment> }) {
  const { i18n } = useLingui()
  const dashboard = readFragment(AllocationNoteFragment, props.dashboard)
  const { period, allocationThreshold: threshold } = dashboard
  if (threshold === 'NONE' || period.kind === 'FREE' || !period.current) return null

  const allocation = formatCredits(dashboard.allocation ?? '0', i18n.locale)
  const used = formatCredits(dashboard.used, i18n.locale)
  return threshold === 'REACHED' ? (
    <p className="mt-4 font-medium text-bad text-pretty">
      <Trans>
        This workspace has used up its allocation of {allocation}. Its agents start no more runs
        until it is raised or credits reset.
      </Trans>
    </p>
  ) : (
    <p className="mt-4 text-warn text-pretty">
      <Trans>
        This workspace has used {used} of its allocation of {allocation}.
      </Trans>
    </p>
  )
}
