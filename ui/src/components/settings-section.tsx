import { useId, type ReactNode } from 'react'
import { Card } from './ui/card'

interface SettingsSectionProps {
  title: string
  /** What the section changes, in a sentence. */
  about?: string
  children: ReactNode
}

/** A part of a settings page: what it is about on the left, what can be changed on the right. */
export function SettingsSection({ title, about, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <Card aria-labelledby={id} className="grid gap-x-10 gap-y-4 p-5 md:grid-cols-[1fr_2fr]">
      <div>
        <h2 id={id} className="font-medium">
          {title}
        </h2>
        {about && <p className="mt-1 text-muted text-pretty">{about}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </Card>
  )
}
