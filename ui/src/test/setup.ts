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

vi.stubGlobal(
  'IntersectionObserver',
  class {
    observe() {}
    disconnect() {}
  },
)

// Nor does it know the top layer.
Object.assign(HTMLElement.prototype, {
  showPopover(this: HTMLElement) {
    this.removeAttribute('popover')
  },
})
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
  close(this: HTMLDialogElement) {
    this.open = false
    this.dispatchEvent(new Event('close'))
  },
})

i18n.load({ en, vi: vietnamese })

beforeEach(() => i18n.activate('en'))

afterEach(() => {
  cleanup()
  localStorage.clear()
})
