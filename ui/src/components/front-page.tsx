import type { ReactNode } from 'react'
import { Logo } from './logo'
import { Card } from './ui/card'

interface FrontPageProps {
  title: string
  /** What it is about, below the title. */
  about?: ReactNode
  children: ReactNode
}

/** A page for whoever is not signed in: one thing to do. */
export function FrontPage({ title, about, children }: FrontPageProps) {
  return (
    <div className="mx-auto w-full max-w-sm">
      <div className="mb-6 flex flex-col items-center gap-4 text-center">
        <Logo className="size-10" />
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {about && <p className="text-muted text-pretty">{about}</p>}
      </div>
      <Card className="space-y-4 p-6">{children}</Card>
    </div>
  )
}
