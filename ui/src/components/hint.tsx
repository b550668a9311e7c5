import { useLingui } from '@lingui/react/macro'
import { Info } from 'lucide-react'
import { Popover } from './ui/popover'

interface HintProps {
  /** What is explained, as the page calls it. */
  about: string
  children: string
}

/** A button beside a word that opens what the word means. */
export function Hint({ about, children }: HintProps) {
  const { t } = useLingui()
  return (
    <Popover
      label={t`What is meant by ${about}`}
      button={<Info size={13} aria-hidden />}
      className="-my-0.5 size-6 justify-center text-muted hover:text-ink"
      title={about}
    >
      <p className="mt-1 text-pretty">{children}</p>
    </Popover>
  )
}
