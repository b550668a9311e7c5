import { i18n } from '@lingui/core'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'
import { messages as en } from '../locales/en.po'
import { messages as vietnamese } from '../locales/vi.po'

// The first visit to a page compiles it.
configure({ asyncUtilTimeout: 10_000 })

// jsdom lays nothing out, so there is nothing to observe.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
)

i18n.load({ en, vi: vietnamese })

beforeEach(() => i18n.activate('en'))

afterEach(() => {
  cleanup()
  localStorage.clear()
})
