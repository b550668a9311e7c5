import { useLingui } from '@lingui/react/macro'
import { Gauge } from 'lucide-react'
import { Card } from '../../components/ui/card'

const heights = [18, 26, 31, 44, 52, 61, 70, 78, 84, 92]

/** What the dashboard would show on a plan that has it, and how to get there. */
export function PlanOffer() {
  const { t } = useLingui()
  const shown = [
    t`Credits used and left, day by day, and what the period is expected to use`,
    t`Every agent with its credits, runs and state`,
    t`Limits for agents and workspaces, and who may create agents`,
    t`Messages before the credits run out`,
  ]
  return (
    <Card className="mx-auto max-w-2xl p-6 sm:p-8">
      <div aria-hidden className="mb-6 flex h-28 items-end gap-1.5 opacity-60">
        {heights.map((height) => (
          <span
            key={height}
            className="flex-1 rounded-t-sm bg-accent-soft"
            style={{ height: `${height}%` }}
          />
        ))}
      </div>
      <h2 className="flex items-center gap-2 text-base font-semibold">
        <Gauge size={18} aria-hidden className="shrink-0" />
        {t`The credits dashboard comes with Business and Enterprise`}
      </h2>
      <p className="mt-2 text-muted">{t`On these plans this page shows:`}</p>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        {shown.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mt-4 text-pretty">
        {t`An owner of your organization can change the plan with the account team. Agents, and what they used, stay.`}
      </p>
    </Card>
  )
}
