import { useId, type ReactNode } from 'react'

interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

export function Checkbox({ checked, onChange, children }: CheckboxProps) {
  const id = useId()
  return (
    <span className="flex min-h-8 items-center gap-2">
      <input
        id={id}
        type="checkbox"
        aria-labelledby={`${id}-label`}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <label id={`${id}-label`} htmlFor={id}>
        {children}
      </label>
    </span>
  )
}
