import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import { Button } from '../components/ui/button'
import type { FragmentType } from '../gql'
import { useShortcut } from '../lib/use-shortcut'
import type { CommandPaletteFragment } from './command-palette'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette')).CommandPalette,
}))
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog')).ShortcutsDialog,
}))

export type HeaderDialog = 'palette' | 'shortcuts'

interface HeaderDialogsProps {
  viewer: FragmentType<typeof CommandPaletteFragment>
  open: HeaderDialog | null
  onOpen: (dialog: HeaderDialog | null) => void
}

/** The command palette with its button, and the list of keys, each fetched when it is first asked for. */
export function HeaderDialogs({ viewer, open, onOpen }: HeaderDialogsProps) {
  const { t } = useLingui()
  const close = () => onOpen(null)
  const openPalette = useEffectEvent(() => onOpen('palette'))
  useShortcut('?', () => onOpen('shortcuts'))

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      openPalette()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <>
      <Button
        look="icon"
        aria-label={t`Go to or do`}
        aria-keyshortcuts="Control+K Meta+K"
        title={t`Go to or do (Ctrl K)`}
        onClick={() => onOpen('palette')}
      >
        <Search size={16} aria-hidden />
      </Button>
      <Suspense>
        {open === 'palette' && <CommandPalette viewer={viewer} onClose={close} />}
        {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  )
}
