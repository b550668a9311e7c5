import { useLingui } from '@lingui/react/macro'
import { Card } from '../components/ui/card'
import { Skeleton } from '../components/ui/skeleton'

/** The shape of a page that tells of a pool and lists what belongs to it, before its figures have come. */
export function PoolSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading`} className="space-y-4">
      <div className="flex h-10 items-center justify-between">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-8 w-56" />
      </div>
      <Card className="p-5">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="mt-3 h-8 w-40" />
      </Card>
      <Card className="space-y-5 p-5">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
          <Skeleton key={row} className="h-5 w-full" />
        ))}
      </Card>
    </div>
  )
}
