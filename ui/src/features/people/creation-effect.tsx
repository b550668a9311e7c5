import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from 'urql'
import { Skeleton } from '../../components/ui/skeleton'
import { graphql } from '../../gql'
import { listFormat } from '../../lib/intl'
import { useSettled } from '../../lib/use-settled'
import type { Policy } from './use-creation-policy'

const CreationPreviewQuery = graphql(`
  query CreationPreview($workspaceId: ID!, $policy: CreationPolicy!, $listed: [ID!]!) {
    workspace(id: $workspaceId) {
      id
      creationPreview(policy: $policy, listed: $listed) {
        mayCreate
        leftOutCount
        leftOut {
          id
          name
        }
      }
    }
  }
`)

const named = 5

/** What the server says that a policy would change. */
export function CreationEffect({ workspaceId, policy, listed }: Policy & { workspaceId: string }) {
  const { i18n } = useLingui()
  const [{ data }] = useQuery({
    query: CreationPreviewQuery,
    variables: { workspaceId, policy, listed: useSettled(listed) as string[] },
    requestPolicy: 'cache-and-network',
  })
  const preview = data?.workspace.creationPreview
  if (!preview) return <Skeleton className="h-5 w-56" />
  const { mayCreate, leftOut, leftOutCount } = preview
  const names = listFormat(i18n.locale, {}).format(leftOut.slice(0, named).map(({ name }) => name))
  const others = leftOutCount - Math.min(named, leftOut.length)
  return (
    <>
      <p>
        <Plural
          value={mayCreate}
          one="# member could create agents."
          other="# members could create agents."
        />
      </p>
      <p className="break-words text-muted">
        {leftOutCount === 0 ? (
          <Trans>Nobody who can now would be left out.</Trans>
        ) : (
          <>
            <Trans>
              No longer: <bdi>{names}</bdi>
            </Trans>
            {others > 0 && (
              <>
                {' '}
                <Plural value={others} one="and # other" other="and # others" />
              </>
            )}
            . <Trans>Their agents stay and go on.</Trans>
          </>
        )}
      </p>
    </>
  )
}
