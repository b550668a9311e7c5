import { useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../components/ui/dialog'
import { inputClass } from '../components/ui/text-field'
import { useLanguage } from '../features/appearance/use-language'
import { useTheme } from '../features/appearance/use-theme'
import { graphql, readFragment, type FragmentType } from '../gql'
import { contractPages, workspacePages } from './navigation'

export const CommandPaletteFragment = graphql(`
  fragment CommandPalette on Viewer {
    allows
    workspaces {
      id
      name
      allows
    }
    contracts {
      id
      name
      allows
    }
  }
`)

interface CommandPaletteProps {
  viewer: FragmentType<typeof CommandPaletteFragment>
  onClose: () => void
}

interface Command {
  label: string
  run: () => void
}

/** Everything that can be reached, found by typing. */
export function CommandPalette({ onClose, ...props }: CommandPaletteProps) {
  const { t } = useLingui()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const commands = useCommands(props.viewer)
  const words = text.toLocaleLowerCase().split(/\s+/)
  const found = commands.filter(({ label }) =>
    words.every((word) => label.toLocaleLowerCase().includes(word)),
  )
  const chosen = Math.min(at, found.length - 1)

  function run(command: Command | undefined) {
    if (!command) return
    onClose()
    command.run()
  }

  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      setAt((chosen + move + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }

  return (
    <Dialog title={t`Go to or do`} onClose={onClose}>
      <input
        role="combobox"
        aria-label={t`Search for a page or a command`}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        className={`h-9 ${inputClass}`}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t`Found`}
        className="mt-2 max-h-72 overflow-y-auto"
      >
        {found.map((command, place) => (
          <div
            key={command.label}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === chosen}
            onPointerMove={() => setAt(place)}
            onPointerUp={() => run(command)}
            className="flex min-h-9 cursor-default items-center truncate rounded-md px-2 aria-selected:bg-hover"
          >
            {command.label}
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status" className="p-2 text-muted">{t`Nothing fits.`}</p>}
    </Dialog>
  )
}

/** The pages of what is open come first. */
function openFirst<Item extends { id: string }>(items: readonly Item[], open?: string): Item[] {
  return items.toSorted((a, b) => Number(b.id === open) - Number(a.id === open))
}

function useCommands(masked: CommandPaletteProps['viewer']): Command[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const { workspaceId, contractId } = useParams({ strict: false })
  const { allows: atLarge, workspaces, contracts } = readFragment(CommandPaletteFragment, masked)
  const theme = useTheme()
  const language = useLanguage()

  const pages = [
    ...openFirst(workspaces, workspaceId).flatMap(({ id, name, allows }) =>
      workspacePages
        .filter(({ action }) => allows.includes(action))
        .map(({ to, label }) => ({
          label: `${name} · ${i18n._(label)}`,
          run: () => void navigate({ to, params: { workspaceId: id } }),
        })),
    ),
    ...openFirst(contracts, contractId).flatMap(({ id, name, allows }) =>
      contractPages
        .filter(({ action }) => allows.includes(action))
        .map(({ to, label }) => ({
          label: `${name} · ${i18n._(label)}`,
          run: () => void navigate({ to, params: { contractId: id } }),
        })),
    ),
    ...(atLarge.includes('VIEW_ASSIGNED')
      ? [{ label: t`Contracts`, run: () => void navigate({ to: '/accounts' }) }]
      : []),
    { label: t`Notifications`, run: () => void navigate({ to: '/notifications' }) },
    { label: t`Settings`, run: () => void navigate({ to: '/settings' }) },
    { label: t`API explorer`, run: () => void navigate({ to: '/explorer' }) },
  ]
  return [
    ...pages,
    ...theme.choices.map(({ value, label }) => ({
      label: t`Theme: ${label}`,
      run: () => theme.choose(value),
    })),
    ...language.choices.map(({ value, name }) => ({
      label: t`Language: ${name}`,
      run: () => language.choose(value),
    })),
  ]
}
