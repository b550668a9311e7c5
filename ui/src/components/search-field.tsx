import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useShortcut } from '../lib/use-shortcut'
import { inputClass } from './ui/text-field'

const pause = 250

interface SearchFieldProps {
  label: string
  /** What is searched for now. */
  value: string
  /** Told once typing has paused for a quarter of a second. */
  onSearch: (value: string) => void
}

/** A field for a search that follows the typing; `/` puts the cursor into it. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const [told, setTold] = useState(value)
  const [known, setKnown] = useState(value)
  const tell = useEffectEvent(onSearch)
  useShortcut('/', () => input.current?.focus())

  // The value changed from outside: the back button, or filters that were cleared.
  if (value !== known) {
    setKnown(value)
    if (value !== told) {
      setTold(value)
      setTyped(value)
    }
  }

  useEffect(() => {
    if (typed === told) return
    const timer = setTimeout(() => {
      setTold(typed)
      tell(typed)
    }, pause)
    return () => clearTimeout(timer)
  }, [typed, told])

  return (
    <div className="relative">
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={`${inputClass} h-8 pl-8`}
      />
    </div>
  )
}
