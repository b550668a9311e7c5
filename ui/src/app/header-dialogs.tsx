import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
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

interface HeaderDialogsProps {
  viewer: FragmentType<typeof CommandPaletteFragment>
}

/** The command palette with its button, and the list of keys, each fetched when it is first asked for. */
export function HeaderDialogs({ viewer }: HeaderDialogsProps) {
  const { t } = useLingui()
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  const close = () => setOpen(null)
  useShortcut('?', () => setOpen('shortcuts'))

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen('palette')
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
        onClick={() => setOpen('palette')}
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
