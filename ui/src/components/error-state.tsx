import { useLingui } from '@lingui/react/macro'
import { CircleAlert } from 'lucide-react'
import type { Problem } from '../lib/problem'
import { Message } from './message'
import { Button } from './ui/button'

interface ErrorStateProps {
  problem: Problem
  /** The page that cannot be shown, unless its heading is there. */
  page?: string
  /** Who may see the page, and whom to ask; unless it is said, the credits page is meant. */
  forbidden?: string
  onRetry: () => void
}

/** What went wrong, in words, with a way to try again. */
export function ErrorState({ problem, page, forbidden, onRetry }: ErrorStateProps) {
  const { t } = useLingui()
  const { title, detail } = useWords(problem, forbidden)
  return (
    <>
      {page && <h1 className="sr-only">{page}</h1>}
      <div role="alert">
        <Message
          icon={<CircleAlert size={20} aria-hidden />}
          title={title}
          action={<Button onClick={onRetry}>{t`Try again`}</Button>}
        >
          {detail}
        </Message>
      </div>
    </>
  )
}

function useWords(problem: Problem, forbidden?: string): { title: string; detail: string } {
  const { t } = useLingui()
  switch (problem) {
    case 'NETWORK':
      return {
        title: t`No connection`,
        detail: t`The server could not be reached. Check your connection.`,
      }
    case 'FORBIDDEN':
      return {
        title: t`You cannot see this page`,
        detail:
          forbidden ??
          t`Only owners and admins of the workspace can see its credits. Ask one of them.`,
      }
    case 'PLAN_NOT_ELIGIBLE':
      return {
        title: t`Not part of this plan`,
        detail: t`Agents and credits come with the Business and Enterprise plans.`,
      }
    case 'NOT_FOUND':
      return {
        title: t`Not found`,
        detail: t`This workspace or period does not exist, or you cannot see it.`,
      }
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return {
        title: t`Too many requests`,
        detail: t`The server asks for a pause. Wait a moment, then try again.`,
      }
    default:
      return {
        title: t`Something went wrong`,
        detail: t`The server could not answer. It has been logged.`,
      }
  }
}
