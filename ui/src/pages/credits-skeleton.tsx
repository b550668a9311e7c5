import { useLingui } from '@lingui/react/macro'
import { Card } from '../components/ui/card'
import { Skeleton } from '../components/ui/skeleton'

/** The shape of the credits page before its figures have come. */
export function CreditsSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading`} className="space-y-4">
      <div className="flex h-16 items-center justify-between">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-8 w-56" />
      </div>
      <Card className="p-5">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="mt-3 h-8 w-64" />
        <Skeleton className="mt-6 h-2 w-full" />
      </Card>
      <ChartSkeleton />
      <div className="grid gap-4 sm:grid-cols-3">
        {['builders', 'agents', 'runs'].map((card) => (
          <Card key={card} className="p-5">
            <Skeleton className="h-5 w-28" />
            <Skeleton className="mt-2 h-8 w-16" />
            <Skeleton className="mt-3 h-4 w-40" />
          </Card>
        ))}
      </div>
      <Card className="space-y-5 p-5">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
          <Skeleton key={row} className="h-5 w-full" />
        ))}
      </Card>
    </div>
  )
}

export function ChartSkeleton() {
  return (
    <Card className="p-5">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-6 h-96 w-full" />
    </Card>
  )
}
