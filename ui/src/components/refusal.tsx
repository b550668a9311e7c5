import type { ReactNode } from 'react'

/** Says why what was asked for came to nothing. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
      {children}
    </p>
  )
}
