import { useId, type ComponentProps } from 'react'
import { inputClass } from './text-field'

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id'> & { label: string; hint?: string }

export function TextArea({ label, hint, ...props }: TextAreaProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        aria-describedby={hint && `${id}-hint`}
        className={`py-2 ${inputClass}`}
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
