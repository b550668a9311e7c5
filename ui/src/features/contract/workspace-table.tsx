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
  const rows = readFragment(WorkspaceRowFragment, workspaces).map((row) => ({ ...row, onAllocate }))
  return (
    <Card aria-labelledby="workspaces">
      <h2 id="workspaces" className="p-5 font-medium">
        {t`Workspaces`}
      </h2>
      <PlainTable
        caption={t`Workspaces with their use of the pool`}
        rows={rows}
        rowId={({ workspace }) => workspace.id}
        columns={[
          { head: t`Workspace`, Cell: Name },
          { head: t`Used`, Cell: Used },
          { head: t`Allocation`, Cell: Allocation },
          { head: t`Expected at the reset`, Cell: Expected },
          { head: t`Status`, Cell: WorkspaceStatus },
        ]}
      />
      {children}
    </Card>
  )
}

interface CellProps {
  row: WorkspaceRowFragment & Pick<WorkspaceTableProps, 'onAllocate'>
}

function Name({ row: { workspace } }: CellProps) {
  return (
    <Link
      to="/workspaces/$workspaceId/credits"
      params={{ workspaceId: workspace.id }}
      title={workspace.name}
      className="block truncate rounded-sm font-medium underline-offset-4 hover:underline"
    >
      {workspace.name}
    </Link>
  )
}

function Used({ row }: CellProps) {
  const { i18n } = useLingui()
  const { used, share } = readFragment(WorkspaceUseFragment, row)
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-hover max-sm:hidden">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${share * 100}%` }}
        />
      </span>
      {formatCredits(used, i18n.locale)}
      <span className="text-xs text-muted">{formatShare(share, i18n.locale)}</span>
    </span>
  )
}

function Allocation({ row }: CellProps) {
  const { t, i18n } = useLingui()
  const { workspace, onAllocate } = row
  const { allocation } = readFragment(WorkspaceUseFragment, row)
  return (
    <span className="flex items-center gap-1 whitespace-nowrap">
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
  )
}

function Expected({ row }: CellProps) {
  const { i18n } = useLingui()
  const { expected } = readFragment(WorkspaceUseFragment, row)
  if (expected) return formatCredits(expected, i18n.locale)
  return (
    <span className="text-muted">
      <Trans>Not enough data</Trans>
    </span>
  )
}

function WorkspaceStatus({ row }: CellProps) {
  const { t } = useLingui()
  const { blockers, threshold } = readFragment(WorkspaceUseFragment, row)
  const [tone, word]: [Tone, string] = blockers.includes('POOL_EXHAUSTED')
    ? ['bad', t`Pool used up`]
    : blockers.length > 0
      ? ['warn', t`Allocation reached`]
      : threshold !== 'NONE'
        ? ['warn', t`Near its allocation`]
        : ['good', t`Running`]
  return <Badge tone={tone}>{word}</Badge>
}
