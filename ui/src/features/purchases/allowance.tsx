import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'
import { refusalOf } from '../../lib/refusal'

const AllowanceFragment = graphql(`
  fragment Allowance on Billing {
    id
    allowance
    pendingAllowance
    resetsAt
    priceList {
      credits
    }
  }
`)

const LowerAllowanceMutation = graphql(`
  mutation LowerAllowance($input: LowerAllowanceInput!) {
    lowerAllowance(input: $input) {
      workspace {
        id
        billing {
          ...Allowance
        }
      }
      userErrors {
        message
      }
    }
  }
`)

const KeepAllowanceMutation = graphql(`
  mutation KeepAllowance($input: KeepAllowanceInput!) {
    keepAllowance(input: $input) {
      workspace {
        id
        billing {
          ...Allowance
        }
      }
      userErrors {
        message
      }
    }
  }
`)

interface AllowanceProps {
  billing: FragmentType<typeof AllowanceFragment>
  workspace: { id: string; timeZone: string }
}

/** The monthly allowance: less of it from the next reset on, and back. */
export function Allowance({ workspace, ...props }: AllowanceProps) {
  const { t, i18n } = useLingui()
  const billing = readFragment(AllowanceFragment, props.billing)
  const [{ fetching: lowering }, lower] = useMutation(LowerAllowanceMutation)
  const [{ fetching: keeping }, keep] = useMutation(KeepAllowanceMutation)
  const [refusal, setRefusal] = useState<string | null>(null)
  const credits = (amount: Credits) => formatCredits(amount, i18n.locale)
  const allowance = credits(billing.allowance)
  const reset = billing.resetsAt && formatInstantDay(billing.resetsAt, workspace.timeZone, i18n.locale)
  const otherwise = t`The server could not be reached or would not.`

  async function change(amount: Credits) {
    const { data, error } = await lower({ input: { workspaceId: workspace.id, credits: amount } })
    setRefusal(refusalOf(error, data?.lowerAllowance.userErrors, otherwise))
  }
  async function undo() {
    const { data, error } = await keep({ input: { workspaceId: workspace.id } })
    setRefusal(refusalOf(error, data?.keepAllowance.userErrors, otherwise))
  }

  if (billing.allowance === '0') return null
  const pending = billing.pendingAllowance && credits(billing.pendingAllowance)
  const less = billing.priceList.filter(({ credits: listed }) => Number(listed) < Number(billing.allowance))
  return (
    <section className="space-y-2 border-t border-line pt-4" aria-label={t`Monthly allowance`}>
      {pending ? (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-0 flex-1 text-pretty">
            <Trans>
              The allowance is {allowance} credits a month; from {reset} on it will be {pending}.
            </Trans>
          </p>
          <Button disabled={keeping} onClick={() => void undo()}>{t`Undo`}</Button>
        </div>
      ) : (
        <>
          <p>
            <Trans>The allowance is {allowance} credits a month.</Trans>
          </p>
          <label className="block text-muted">
            <Trans>Less from {reset} on:</Trans>{' '}
            <select
              className="h-8 rounded-md border border-line bg-surface px-2 text-ink"
              disabled={lowering}
              value=""
              onChange={(event) => void change(event.target.value as Credits)}
            >
              <option value="" disabled>
                {t`Choose`}
              </option>
              {less.map(({ credits: listed }) => (
                <option key={listed} value={listed}>
                  {t`${credits(listed)} credits`}
                </option>
              ))}
              <option value="0">{t`None`}</option>
            </select>
          </label>
        </>
      )}
      {refusal && <Refusal>{refusal}</Refusal>}
    </section>
  )
}
