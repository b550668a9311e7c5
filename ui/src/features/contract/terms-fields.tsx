import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { Select } from '../../components/ui/select'
import { TextField } from '../../components/ui/text-field'
import type { Channel, Plan } from '../../gql/graphql'
import type { Credits } from '../../lib/format-credits'
import { toMajor, toMinor, type Money } from '../../lib/format-money'
import { channelWords, planWords } from './words'

/** What the account team agrees on with a company. */
export interface Terms {
  name: string
  plan: Plan
  trial: boolean
  channel: Channel
  serviceDay: number
  timeZone: string
  /** Null is never. */
  billingStartsOn: string | null
  allowance: Credits
  allowancePrice: Money
}

/** The fields of a form with the terms of a contract; `termsOf` reads them. */
export function TermsFields({ terms }: { terms: Terms }) {
  const { t, i18n } = useLingui()
  const zones = useId()
  const { currency } = terms.allowancePrice
  return (
    <>
      <TextField label={t`Company`} name="name" required maxLength={200} defaultValue={terms.name} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Select
          label={t`Plan`}
          name="plan"
          defaultValue={terms.plan}
          choices={Object.entries(planWords).map(([value, word]) => ({ value, label: i18n._(word) }))}
        />
        <Select
          label={t`On trial`}
          name="trial"
          defaultValue={String(terms.trial)}
          choices={[
            { value: 'false', label: t`No` },
            { value: 'true', label: t`Yes` },
          ]}
        />
        <Select
          label={t`Buys credits`}
          name="channel"
          defaultValue={terms.channel}
          choices={Object.entries(channelWords).map(([value, word]) => ({
            value,
            label: i18n._(word),
          }))}
        />
        <TextField
          label={t`Billed from (never when empty)`}
          name="billingStartsOn"
          type="date"
          defaultValue={terms.billingStartsOn ?? ''}
        />
        <TextField
          label={t`Service day`}
          name="serviceDay"
          type="number"
          required
          min={1}
          max={31}
          defaultValue={terms.serviceDay}
        />
        <div>
          <TextField
            label={t`Time zone`}
            name="timeZone"
            required
            list={zones}
            autoComplete="off"
            spellCheck={false}
            defaultValue={terms.timeZone}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} aria-label={zone} />
            ))}
          </datalist>
        </div>
        <TextField
          label={t`Allowance in credits`}
          name="allowance"
          type="number"
          required
          min={0}
          step="any"
          inputMode="decimal"
          defaultValue={terms.allowance}
        />
        <TextField
          label={t`Its price in ${currency}`}
          name="allowancePrice"
          type="number"
          required
          min={0}
          step="any"
          inputMode="decimal"
          defaultValue={toMajor(terms.allowancePrice)}
        />
      </div>
    </>
  )
}

/** The terms that were typed, as mutations take them. */
export function termsOf(form: FormData, currency: string) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    name: text('name'),
    plan: text('plan') as Plan,
    trial: text('trial') === 'true',
    channel: text('channel') as Channel,
    serviceDay: Number(text('serviceDay')),
    timeZone: text('timeZone'),
    billingStartsOn: text('billingStartsOn') || null,
    allowance: (text('allowance') || '0') as Credits,
    allowancePriceMinor: toMinor(text('allowancePrice') || '0', currency),
  }
}
