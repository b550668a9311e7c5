import { useLingui } from '@lingui/react/macro'
import { Card } from './ui/card'
import { Skeleton } from './ui/skeleton'

/** The shape of a page with a list before it has come. */
export function ListSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading`} className="space-y-4">
      <Skeleton className="h-7 w-40" />
      <Card className="space-y-5 p-5">
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <Skeleton key={row} className="h-8 w-full" />
        ))}
      </Card>
    </div>
  )
}
