import { useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../components/ui/dialog'
import { inputClass } from '../components/ui/text-field'
import { useLanguage } from '../features/appearance/use-language'
import { useTheme } from '../features/appearance/use-theme'
import { graphql, readFragment, type FragmentType } from '../gql'
import type { Action } from '../gql/graphql'
import { contractPages, workspacePages } from './navigation'
import { usePlaces, type Places } from './use-places'

export const CommandPaletteFragment = graphql(`
  fragment CommandPalette on Viewer {
    allows
    ...FirstPlaces
  }
`)

interface CommandPaletteProps {
  viewer: FragmentType<typeof CommandPaletteFragment>
  onClose: () => void
}

interface Command {
  key: string
  label: string
  run: () => void
}

/** Everything that can be reached, found by typing. */
export function CommandPalette({ onClose, ...props }: CommandPaletteProps) {
  const { t } = useLingui()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const words = text.toLocaleLowerCase().split(/\s+/)
  const viewer = readFragment(CommandPaletteFragment, props.viewer)
  const { searching, failed, ...places } = usePlaces(viewer, words)
  const commands = useCommands(viewer.allows, places)
  const found = commands.filter(({ label }) =>
    words.every((word) => label.toLocaleLowerCase().includes(word)),
  )
  const chosen = Math.min(at, found.length - 1)
  const none = failed ? t`The server could not be reached or would not.` : t`Nothing fits.`

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
        maxLength={100}
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
            key={command.key}
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
      {found.length === 0 && (
        <p role="status" className="p-2 text-muted">
          {searching ? t`Searching…` : none}
        </p>
      )}
    </Dialog>
  )
}

/** The pages of what is open come first. */
function openFirst<Item extends { id: string }>(items: readonly Item[], open?: string): Item[] {
  return items.toSorted((a, b) => Number(b.id === open) - Number(a.id === open))
}

function useCommands(atLarge: readonly Action[], { workspaces, contracts }: Places): Command[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const { workspaceId, contractId } = useParams({ strict: false })
  const theme = useTheme()
  const language = useLanguage()

  const pages = [
    ...openFirst(workspaces, workspaceId).flatMap(({ id, name, allows }) =>
      workspacePages
        .filter(({ action }) => allows.includes(action))
        .map(({ to, label }) => ({
          key: `${to} ${id}`,
          label: `${name} · ${i18n._(label)}`,
          run: () => void navigate({ to, params: { workspaceId: id } }),
        })),
    ),
    ...openFirst(contracts, contractId).flatMap(({ id, name, allows }) =>
      contractPages
        .filter(({ action }) => allows.includes(action))
        .map(({ to, label }) => ({
          key: `${to} ${id}`,
          label: `${name} · ${i18n._(label)}`,
          run: () => void navigate({ to, params: { contractId: id } }),
        })),
    ),
    ...(atLarge.includes('VIEW_ASSIGNED')
      ? [{ key: 'accounts', label: t`Contracts`, run: () => void navigate({ to: '/accounts' }) }]
      : []),
    {
      key: 'notifications',
      label: t`Notifications`,
      run: () => void navigate({ to: '/notifications' }),
    },
    { key: 'settings', label: t`Settings`, run: () => void navigate({ to: '/settings' }) },
    { key: 'explorer', label: t`API explorer`, run: () => void navigate({ to: '/explorer' }) },
  ]
  return [
    ...pages,
    ...theme.choices.map(({ value, label }) => ({
      key: value,
      label: t`Theme: ${label}`,
      run: () => theme.choose(value),
    })),
    ...language.choices.map(({ value, name }) => ({
      key: value,
      label: t`Language: ${name}`,
      run: () => language.choose(value),
    })),
  ]
}
