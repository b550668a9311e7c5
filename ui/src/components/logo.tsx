export function Logo({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={`shrink-0 ${className}`} aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 9v11a4 4 0 0 0 4 4h8a4 4 0 0 0 4-4V9"
        className="fill-none stroke-accent-ink"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M11.5 15.5c1.5-1.2 3-1.2 4.5 0s3 1.2 4.5 0V20a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1z"
        className="fill-accent-ink"
      />
    </svg>
  )
}
