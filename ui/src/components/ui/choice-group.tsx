import { useId, type ReactNode } from 'react'

interface ChoiceGroupProps<Value extends string> {
  label: string
  /** Where what stands around it says it to those who see. */
  labelHidden?: boolean
  value: Value
  onChange: (value: Value) => void
  choices: readonly { value: Value; label: ReactNode }[]
}

/** One of a few, all in sight. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={props.labelHidden ? 'sr-only' : 'mb-1.5 font-medium'}>{props.label}</legend>
      <div className="inline-flex flex-wrap gap-1 rounded-lg bg-hover p-1">
        {props.choices.map(({ value, label }) => (
          <span key={value}>
            <input
              id={`${name}-${value}`}
              aria-labelledby={`${name}-${value}-label`}
              type="radio"
              name={name}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
              className="peer sr-only"
            />
            <label
              id={`${name}-${value}-label`}
              htmlFor={`${name}-${value}`}
              className="inline-flex min-h-7 cursor-pointer items-center rounded-md px-3 text-muted peer-checked:bg-surface peer-checked:text-ink peer-checked:shadow-card peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent hover:text-ink"
            >
              {label}
            </label>
          </span>
        ))}
      </div>
    </fieldset>
  )
}
