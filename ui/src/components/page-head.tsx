import type { ReactNode } from 'react'

interface PageHeadProps {
  title: string
  about?: string
  /** The main thing to do here. */
  children?: ReactNode
}

export function PageHead({ title, about, children }: PageHeadProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {about && <p className="mt-0.5 text-muted text-pretty">{about}</p>}
      </div>
      {children}
    </div>
  )
}
