import { useId, type ComponentProps } from 'react'
import { inputClass } from './text-field'

interface SelectProps extends Omit<ComponentProps<'select'>, 'id' | 'children'> {
  label: string
  /** Whether the label is for screen readers alone. */
  labelHidden?: boolean
  choices: readonly { value: string; label: string }[]
}

export function Select({ label, labelHidden, choices, className = '', ...props }: SelectProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1.5 block font-medium'}>
        {label}
      </label>
      <select id={id} className={`h-9 ${inputClass}`} {...props}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
