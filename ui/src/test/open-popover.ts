import { act, fireEvent } from '@testing-library/react'

/** Opens what a button leads to, as browsers do; jsdom knows no popovers. */
export function openPopover(button: HTMLElement): HTMLElement {
  const popover = document.getElementById(button.getAttribute('popovertarget') ?? '')
  if (!popover) throw new Error('the button opens nothing')
  act(() => {
    fireEvent(popover, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  })
  return popover
}
