/** A grey place for a figure or text that has not come yet; `className` gives its size. */
export function Skeleton({ className }: { className: string }) {
  return <span className={`block animate-pulse rounded-md bg-line ${className}`} />
}
