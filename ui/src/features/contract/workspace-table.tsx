import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { PlainTable } from '../../components/plain-table'
import { Badge, type Tone } from '../../components/ui/badge'
import { Button } from '../../components/ui/button'
import { Card } from '../../components/ui/card'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { WorkspaceRowFragment, WorkspaceUseFragment } from '../../gql/graphql'
import { formatCredits } from '../../lib/format-credits'
import { formatShare } from '../../lib/format-number'

const WorkspaceUseFragment = graphql(`
  fragment WorkspaceUse on WorkspaceShare {
    used
    share
    allocation
    threshold
    expected
    blockers
  }
`)

const WorkspaceRowFragment = graphql(`
  fragment WorkspaceRow on WorkspaceShare {
    ...WorkspaceUse
    workspace {
      id
      name
      timeZone
      allows
    }
  }
`)

export interface Allocated extends Pick<WorkspaceUseFragment, 'allocation'> {
  workspace: WorkspaceRowFragment['workspace']
}

interface WorkspaceTableProps {
  workspaces: readonly FragmentType<typeof WorkspaceRowFragment>[]
  /** Where allocations can be changed: in the current period. */
  onAllocate?: (row: Allocated) => void
  children?: ReactNode
}

/** The workspaces that share a pool, most use first. */
export function WorkspaceTable({ workspaces, onAllocate, children }: WorkspaceTableProps) {
  const { t } = useLingui()
  const rows = readFragment(WorkspaceRowFragment, workspaces)
  const heads = [t`Workspace`, t`Used`, t`Allocation`, t`Expected at the reset`, t`Status`]
  return (
    <Card aria-labelledby="workspaces">
      <h2 id="workspaces" className="p-5 font-medium">
        {t`Workspaces`}
      </h2>
      <PlainTable
        caption={t`Workspaces with their use of the pool`}
        heads={heads}
        className="min-w-2xl"
      >
        {rows.map((row) => (
          <WorkspaceRow key={row.workspace.id} row={row} onAllocate={onAllocate} />
        ))}
      </PlainTable>
      {children}
    </Card>
  )
}

interface WorkspaceRowProps {
  row: WorkspaceRowFragment
  onAllocate: WorkspaceTableProps['onAllocate']
}

function WorkspaceRow({ row, onAllocate }: WorkspaceRowProps) {
  const { t, i18n } = useLingui()
  const { workspace } = row
  const use = readFragment(WorkspaceUseFragment, row)
  const { used, share, allocation, expected } = use
  return (
    <tr className="h-14 border-b border-line last:border-0">
      <td className="max-w-64 truncate px-3 pl-5">
        <Link
          to="/workspaces/$workspaceId/credits"
          params={{ workspaceId: workspace.id }}
          title={workspace.name}
          className="rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {workspace.name}
        </Link>
      </td>
      <td className="px-3 tabular-nums">
        <span className="flex items-center gap-3">
          <span
            aria-hidden
            className="h-1.5 w-20 overflow-hidden rounded-full bg-hover max-sm:hidden"
          >
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${share * 100}%` }}
            />
          </span>
          {formatCredits(used, i18n.locale)}
          <span className="text-xs text-muted">{formatShare(share, i18n.locale)}</span>
        </span>
      </td>
      <td className="px-3 whitespace-nowrap tabular-nums">
        <span className="flex items-center gap-1">
          {allocation ? (
            formatCredits(allocation, i18n.locale)
          ) : (
            <span className="text-muted">{t`None`}</span>
          )}
          {onAllocate && workspace.allows.includes('SET_ALLOCATION') && (
            <Button
              look="icon"
              aria-label={t`Change the allocation of ${workspace.name}`}
              onClick={() => onAllocate({ workspace, allocation })}
            >
              <Pencil size={13} aria-hidden />
            </Button>
          )}
        </span>
      </td>
      <td className="px-3 tabular-nums">
        {expected ? (
          formatCredits(expected, i18n.locale)
        ) : (
          <span className="text-muted">
            <Trans>Not enough data</Trans>
          </span>
        )}
      </td>
      <td className="px-3 pr-5">
        <WorkspaceStatus use={use} />
      </td>
    </tr>
  )
}

function WorkspaceStatus({ use: { blockers, threshold } }: { use: WorkspaceUseFragment }) {
  const { t } = useLingui()
  const [tone, word]: [Tone, string] = blockers.includes('POOL_EXHAUSTED')
    ? ['bad', t`Pool used up`]
    : blockers.length > 0
      ? ['warn', t`Allocation reached`]
      : threshold !== 'NONE'
        ? ['warn', t`Near its allocation`]
        : ['good', t`Running`]
  return <Badge tone={tone}>{word}</Badge>
}
