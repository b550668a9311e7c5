import { useLingui } from '@lingui/react/macro'
import { useActionState, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { ReasonField } from '../../components/reason-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { ChoiceGroup } from '../../components/ui/choice-group'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { Skeleton } from '../../components/ui/skeleton'
import { graphql } from '../../gql'
import type { CreationPolicy, CreationWorkspaceQuery } from '../../gql/graphql'
import { useMorePages } from '../../lib/use-more-pages'
import { CreationEffect } from './creation-effect'
import { CreatorList } from './creator-list'
import { policyWords } from './policy-words'
import { useCreationPolicy } from './use-creation-policy'

const CreationWorkspaceQuery = graphql(`
  query CreationWorkspace($workspaceId: ID!, $after: String) {
    workspace(id: $workspaceId) {
      id
      creationPolicy
      listedCreators {
        id
        name
      }
      members(first: 100, after: $after) {
        nodes {
          id
          role
          user {
            id
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

interface CreationDialogProps {
  workspace: { id: string; name: string }
  onClose: () => void
}

/** Says who may create agents in a workspace, with whom that would leave out. */
export function CreationDialog({ workspace, onClose }: CreationDialogProps) {
  const { t } = useLingui()
  const [{ data, error }] = useQuery({
    query: CreationWorkspaceQuery,
    variables: { workspaceId: workspace.id },
    requestPolicy: 'network-only',
  })
  return (
    <Dialog title={t`Who can create agents in ${workspace.name}`} onClose={onClose}>
      {error && <Refusal>{t`The server could not be reached or would not.`}</Refusal>}
      {!data && !error && <Skeleton className="h-40 w-full" />}
      {data && <CreationForm workspace={data.workspace} onClose={onClose} />}
    </Dialog>
  )
}

interface CreationFormProps {
  workspace: CreationWorkspaceQuery['workspace']
  onClose: () => void
}

const policies: readonly CreationPolicy[] = ['EVERYONE', 'OWNERS', 'OWNERS_AND_LISTED']

function CreationForm({ workspace, onClose }: CreationFormProps) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const [before] = useState({
    policy: workspace.creationPolicy,
    listed: workspace.listedCreators.map(({ id }) => id),
  })
  const [policy, setPolicy] = useState(before.policy)
  const [listed, setListed] = useState<readonly string[]>(before.listed)
  const change = useCreationPolicy(workspace.id)
  const more = useMorePages(workspace.id, async (after: string) => {
    const { data } = await client
      .query(CreationWorkspaceQuery, { workspaceId: workspace.id, after })
      .toPromise()
    return data?.workspace.members
  })
  const pages = [workspace.members, ...more.pages]
  const { hasNextPage, endCursor } = (more.pages.at(-1) ?? workspace.members).pageInfo

  const [refusal, submit, pending] = useActionState(
    async (_: string | null, form: FormData): Promise<string | null> => {
      const refused = await change({ policy, listed }, before, String(form.get('reason')).trim())
      if (refused === null) onClose()
      return refused
    },
    null,
  )

  return (
    <form action={submit} className="space-y-4">
      <ChoiceGroup
        label={t`Who`}
        value={policy}
        onChange={setPolicy}
        choices={policies.map((value) => ({ value, label: i18n._(policyWords[value]) }))}
      />
      {policy === 'OWNERS_AND_LISTED' && (
        <CreatorList
          members={pages.flatMap(({ nodes }) => nodes)}
          listed={listed}
          onList={setListed}
          onMore={
            hasNextPage && endCursor && more.state !== 'loading'
              ? () => void more.loadMore(endCursor)
              : undefined
          }
        />
      )}
      <div aria-live="polite" className="min-h-16 rounded-lg bg-hover px-3 py-2.5 text-pretty">
        <CreationEffect workspaceId={workspace.id} policy={policy} listed={listed} />
      </div>
      <ReasonField />
      {refusal && <Refusal>{refusal}</Refusal>}
      <DialogActions onCancel={onClose}>
        <Button type="submit" look="primary" disabled={pending}>
          {pending ? t`Saving…` : t`Save`}
        </Button>
      </DialogActions>
    </form>
  )
}
