import type { ComponentProps } from 'react'

const looks = {
  primary:
    'rounded-md bg-accent px-3.5 font-medium text-accent-ink enabled:hover:opacity-90 disabled:opacity-60',
  secondary:
    'rounded-md border border-line bg-surface px-3 font-medium shadow-card enabled:hover:bg-hover disabled:text-muted',
  quiet:
    'rounded-md px-2.5 text-muted enabled:hover:bg-hover enabled:hover:text-ink aria-expanded:bg-hover',
  icon: 'w-8 rounded-md text-muted enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-40 aria-expanded:bg-hover',
  avatar: 'w-8 rounded-full enabled:hover:opacity-90',
}

export const buttonClass = (look: keyof typeof looks) =>
  `inline-flex h-8 shrink-0 items-center justify-center gap-1.5 text-sm whitespace-nowrap transition-colors ${looks[look]}`

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks }

export function Button({ look = 'secondary', className = '', ...props }: ButtonProps) {
  return <button type="button" className={`${buttonClass(look)} ${className}`} {...props} />
}
