import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '../../components/ui/skeleton'
import { graphql, readFragment, type FragmentType } from '../../gql'
import { formatCredits } from '../../lib/format-credits'
import { formatInstantDay } from '../../lib/format-date'

const CapEffectFragment = graphql(`
  fragment CapEffect on CapPreview {
    used
    stops
    reachedAt
  }
`)

interface CapEffectProps {
  /** Nothing while it is being asked. */
  effect: FragmentType<typeof CapEffectFragment> | null
  capped: boolean
  timeZone: string
}

/** What the server says that a cap would do. */
export function CapEffect({ capped, timeZone, ...props }: CapEffectProps) {
  const { i18n } = useLingui()
  const effect = readFragment(CapEffectFragment, props.effect)
  if (!effect) return <Skeleton className="h-5 w-56" />
  const used = formatCredits(effect.used, i18n.locale)
  const reached = effect.reachedAt && formatInstantDay(effect.reachedAt, timeZone, i18n.locale)
  return (
    <>
      <p className="tabular-nums">
        <Trans>{used} credits used so far in this period.</Trans>
      </p>
      {effect.stops > 0 ? (
        <p className="font-medium text-bad">
          <Plural
            value={effect.stops}
            one="Stops # agent at once: it starts no more runs until the reset."
            other="Stops # agents at once: they start no more runs until the reset."
          />
        </p>
      ) : reached ? (
        <p className="text-warn">
          <Trans>Stops nothing now. Estimated to be reached on {reached}.</Trans>
        </p>
      ) : (
        capped && (
          <p className="text-muted">
            <Trans>Stops nothing now, and is not expected to before the reset.</Trans>
          </p>
        )
      )}
    </>
  )
}
