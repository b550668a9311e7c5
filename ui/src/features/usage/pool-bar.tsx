import { useLingui } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'
import type { Threshold } from '../../gql/graphql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatShare } from '../../lib/format-number'

const PoolBarFragment = graphql(`
  fragment PoolBar on PoolUsage {
    used
    granted
    usedRatio
    threshold
    nearAt
  }
`)

const fills: Record<Threshold, string> = {
  NONE: 'bg-accent',
  NEAR: 'bg-warn',
  REACHED: 'bg-bad',
}

interface PoolBarProps {
  pool: FragmentType<typeof PoolBarFragment>
  /** Used by this workspace alone. */
  used: Credits
}

/** How full the pool's use is: this workspace's part and, paler, that of the others. */
export function PoolBar(props: PoolBarProps) {
  const { t, i18n } = useLingui()
  const pool = readFragment(PoolBarFragment, props.pool)
  const ratio = pool.usedRatio ?? 0
  const own = Number(pool.used) > 0 ? ratio * (Number(props.used) / Number(pool.used)) : 0
  const near = Number(pool.nearAt) / Number(pool.granted)
  const fill = fills[pool.threshold]
  const used = formatCredits(pool.used, i18n.locale)
  const granted = formatCredits(pool.granted, i18n.locale)
  const share = formatShare(ratio, i18n.locale)

  return (
    <div
      role="meter"
      aria-label={t`Credits used of those granted`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round(ratio * 100))}
      aria-valuetext={t`${used} of ${granted}, ${share}`}
      className="relative mt-5 h-2 overflow-hidden rounded-full bg-hover"
    >
      <div
        className={`absolute inset-y-0 left-0 opacity-40 transition-[width] duration-500 ${fill}`}
        style={{ width: percent(ratio) }}
      />
      <div
        className={`absolute inset-y-0 left-0 transition-[width] duration-500 ${fill}`}
        style={{ width: percent(own) }}
      />
      {near > 0 && (
        <div className="absolute inset-y-0 w-px bg-surface" style={{ left: percent(near) }} />
      )}
    </div>
  )
}

const percent = (ratio: number) => `${Math.min(1, ratio) * 100}%`
