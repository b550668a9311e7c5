import { Check } from 'lucide-react'
import {
  cloneElement,
  createContext,
  use,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { itemAfter } from './menu-keys'

// Where browsers cannot place it beside its button yet, it stands in the middle of the window.
const popupClass =
  'm-auto max-h-[min(24rem,90dvh)] min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-menu supports-[position-area:bottom]:inset-auto supports-[position-area:bottom]:my-1.5 supports-[position-area:bottom]:mx-0 [position-try-fallbacks:flip-block,flip-inline,flip-block_flip-inline]'

const itemClass =
  'flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 py-1 text-left -outline-offset-2 select-none focus:bg-hover disabled:text-muted'

const areas = {
  start: '[position-area:bottom_span-right]',
  center: '[position-area:bottom]',
  end: '[position-area:bottom_span-left]',
}

type Trigger = ReactElement<ComponentProps<'button'>>

interface MenuProps {
  trigger: Trigger
  align?: keyof typeof areas
  /** Rendered only while the menu is open. */
  children: ReactNode
}

const CloseMenu = createContext<() => void>(() => {})

/** A button that opens a menu, after the pattern of the ARIA Authoring Practices. */
export function Menu({ trigger, align = 'end', children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<'first' | 'last' | null>(null)

  useEffect(() => {
    if (!open || !popup.current) return
    popup.current.showPopover()
    focus(itemAfter(popup.current, open === 'first' ? 'Home' : 'End'))
  }, [open])

  const close = useCallback(() => {
    setOpen(null)
    focus(button.current)
  }, [])

  function onTriggerKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
  }

  function onMenuKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Tab') return close()
    if (event.key !== 'Escape') {
      const item = itemAfter(event.currentTarget, event.key)
      if (!item) return
      focus(item)
    } else close()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      {cloneElement(trigger, {
        id,
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== null,
        'aria-controls': open ? `${id}-menu` : undefined,
        style: { anchorName: `--${id}` },
        onClick: () => setOpen(open ? null : 'first'),
        onKeyDown: onTriggerKey,
        // Else the button would take the focus, which closes the menu before the click that should.
        onPointerDown: (event) => open && event.preventDefault(),
      })}
      {open && (
        <div
          ref={popup}
          id={`${id}-menu`}
          popover="manual"
          role="menu"
          tabIndex={-1}
          aria-labelledby={id}
          className={`${popupClass} ${areas[align]}`}
          style={{ positionAnchor: `--${id}` }}
          onKeyDown={onMenuKey}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) setOpen(null)
          }}
        >
          <CloseMenu value={close}>{children}</CloseMenu>
        </div>
      )}
    </>
  )
}

const focus = (element: HTMLElement | null | undefined) => element?.focus({ preventScroll: true })

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-2 py-1.5 text-xs text-muted">
        {label}
      </div>
      {children}
    </div>
  )
}

interface MenuItemProps {
  onClick: () => void
  disabled?: boolean
  children: ReactNode
}

export function MenuItem({ onClick, disabled, children }: MenuItemProps) {
  const close = use(CloseMenu)
  function choose() {
    close()
    onClick()
  }
  return (
    <Item role="menuitem" disabled={disabled} onClick={choose}>
      {children}
    </Item>
  )
}

/** An item that leads to another page: `link` is the link without its content. */
export function MenuLink({ link, children }: { link: ReactElement; children: ReactNode }) {
  const close = use(CloseMenu)
  const item = { role: 'menuitem', tabIndex: -1, className: itemClass, onPointerMove: follow }
  return cloneElement(link as ReactElement<ComponentProps<'a'>>, { ...item, onClick: close }, children)
}

interface MenuChoicesProps<Value extends string> {
  value: Value
  onChange: (value: Value) => void
  choices: readonly { value: Value; label: ReactNode }[]
}

/** One of several: choosing closes the menu. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const close = use(CloseMenu)
  return props.choices.map(({ value, label }) => (
    <Item
      key={value}
      role="menuitemradio"
      aria-checked={value === props.value}
      onClick={() => {
        close()
        props.onChange(value)
      }}
    >
      {label}
      {value === props.value && <Check size={14} aria-hidden className="ml-auto shrink-0" />}
    </Item>
  ))
}

interface MenuCheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

/** On or off: the menu stays open for more. */
export function MenuCheckbox({ checked, onChange, children }: MenuCheckboxProps) {
  return (
    <Item role="menuitemcheckbox" aria-checked={checked} onClick={() => onChange(!checked)}>
      <span className="grid size-4 place-items-center rounded-sm border border-edge">
        {checked && <Check size={12} aria-hidden />}
      </span>
      {children}
    </Item>
  )
}

export function MenuSeparator() {
  return <hr className="mx-1 my-1 border-line" />
}

function Item(props: ComponentProps<'button'>) {
  return (
    <button type="button" tabIndex={-1} className={itemClass} onPointerMove={follow} {...props} />
  )
}

/** The item under the pointer is the one that keys go on from. */
function follow({ currentTarget }: { currentTarget: HTMLElement }) {
  if (currentTarget !== document.activeElement) focus(currentTarget)
}
