import { useId, type ComponentProps } from 'react'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & { label: string; error?: string }

export const inputClass =
  'w-full rounded-md border border-edge bg-surface px-3 text-ink placeholder:text-muted aria-invalid:border-bad'

export function TextField({ label, error, ...props }: TextFieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={id}
        className={`h-9 ${inputClass}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        {...props}
      />
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
