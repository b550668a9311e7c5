import { useLingui } from '@lingui/react/macro'
import { useActionState, useMemo, useState } from 'react'
import { useMutation } from 'urql'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { ChoiceGroup } from '../../components/ui/choice-group'
import { DialogActions } from '../../components/ui/dialog'
import { toast } from '../../components/ui/toast'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { PurchaseKind } from '../../gql/graphql'
import { actingOnce } from '../../lib/api'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatMoney } from '../../lib/format-money'
import { refusalOf } from '../../lib/refusal'
import { PackFragment, PackList } from './pack-list'
import { PurchaseEffect } from './purchase-effect'

const BuyCreditsMutation = graphql(`
  mutation BuyCredits($input: BuyCreditsInput!) {
    buyCredits(input: $input) {
      purchase {
        id
        status
      }
      workspace {
        id
        billing {
          id
          allowance
          pendingAllowance
          ...Receipts
        }
        creditsDashboard {
          pool {
            used
            granted
            held
            remaining
            usedRatio
            threshold
            nearAt
          }
        }
      }
      userErrors {
        message
      }
    }
  }
`)

type Packs = readonly FragmentType<typeof PackFragment>[]

interface PurchaseFormProps {
  workspace: { id: string; timeZone: string }
  offers: { resetsAt?: string | null; topUps: Packs; allowances: Packs }
  /** What was offered is out of date. */
  onRefused: () => void
  onClose: () => void
}

/** Chooses what to buy, with its price and effect, and buys it once however often it is clicked. */
export function PurchaseForm({ workspace, offers, onRefused, onClose }: PurchaseFormProps) {
  const { t, i18n } = useLingui()
  const [kind, setKind] = useState<PurchaseKind>('TOP_UP')
  const [chosen, setChosen] = useState<Credits | null>(null)
  const [, buy] = useMutation(BuyCreditsMutation)
  const packs = kind === 'TOP_UP' ? offers.topUps : offers.allowances
  const pack = readFragment(PackFragment, packs).find(({ credits }) => credits === chosen)
  const order = pack && `${kind} ${pack.credits} ${pack.charge.amountMinor}`
  // One for each thing that is wanted: sent again after a lost answer, it buys nothing more.
  const key = useMemo(() => `${order} ${crypto.randomUUID()}`, [order])

  const [refusal, submit, pending] = useActionState(async (): Promise<string | null> => {
    if (!pack) return t`Choose how many credits.`
    const { data, error } = await buy(
      {
        input: {
          workspaceId: workspace.id,
          kind,
          credits: pack.credits,
          amountMinor: pack.charge.amountMinor,
        },
      },
      actingOnce(key),
    )
    const wrong = refusalOf(
      error,
      data?.buyCredits.userErrors,
      t`The server could not be reached or would not. Try again: nothing is bought twice.`,
    )
    if (data?.buyCredits.userErrors.length) onRefused()
    if (wrong) return wrong
    const credits = formatCredits(pack.credits, i18n.locale)
    toast({ text: t`Bought ${credits} credits.`, tone: 'neutral' })
    onClose()
    return null
  }, null)

  const price = pack && formatMoney(pack.charge, i18n.locale)
  return (
    <form action={submit} noValidate className="space-y-4">
      <ChoiceGroup
        label={t`What for`}
        value={kind}
        onChange={(next) => {
          setKind(next)
          setChosen(null)
        }}
        choices={[
          { value: 'TOP_UP', label: t`This period` },
          { value: 'ALLOWANCE', label: t`Every month` },
        ]}
      />
      {packs.length > 0 ? (
        <PackList
          label={kind === 'TOP_UP' ? t`Credits` : t`Credits every month, instead of those now`}
          packs={packs}
          chosen={chosen}
          onChoose={setChosen}
        />
      ) : (
        <p className="text-muted text-pretty">
          {t`The allowance is as large as can be bought here. Top up this period instead, or ask us for more.`}
        </p>
      )}
      {pack && (
        <PurchaseEffect
          pack={pack}
          resetsAt={offers.resetsAt ?? null}
          timeZone={workspace.timeZone}
        />
      )}
      {refusal && <Refusal>{refusal}</Refusal>}
      <DialogActions onCancel={onClose}>
        <Button type="submit" look="primary" disabled={pending || packs.length === 0}>
          {pending ? t`Buying…` : price ? t`Buy for ${price}` : t`Buy`}
        </Button>
      </DialogActions>
    </form>
  )
}
