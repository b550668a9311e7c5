import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { Button } from './button'
import { Menu, MenuCheckbox, MenuChoices, MenuItem } from './menu'

function showMenu() {
  const told = vi.fn<(what: string) => void>()
  show(
    <>
      <Menu trigger={<Button>Actions</Button>}>
        <MenuItem onClick={() => told('disable')}>Disable</MenuItem>
        <MenuItem disabled onClick={() => told('delete')}>
          Delete
        </MenuItem>
        <MenuCheckbox checked={false} onChange={(on) => told(`pinned ${on}`)}>
          Pinned
        </MenuCheckbox>
        <MenuChoices
          value="a"
          onChange={told}
          choices={[
            { value: 'a', label: 'Apple' },
            { value: 'b', label: 'Banana' },
          ]}
        />
      </Menu>
      <Button>Elsewhere</Button>
    </>,
  )
  return { told, trigger: screen.getByRole('button', { name: 'Actions' }) }
}

const focused = () => document.activeElement?.textContent

test('opens at the first item and goes round by the arrows', async () => {
  const { trigger } = showMenu()
  await userEvent.click(trigger)
  expect(trigger.getAttribute('aria-expanded')).toBe('true')
  expect(focused()).toBe('Disable')
  await userEvent.keyboard('{ArrowDown}')
  expect(focused()).toBe('Pinned')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
  expect(focused()).toBe('Disable')
  await userEvent.keyboard('{ArrowUp}')
  expect(focused()).toBe('Banana')
  await userEvent.keyboard('{Home}')
  expect(focused()).toBe('Disable')
})

test('opens at the last item by the up arrow', async () => {
  const { trigger } = showMenu()
  trigger.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(focused()).toBe('Banana')
})

test('finds an item by its first letter', async () => {
  const { trigger } = showMenu()
  await userEvent.click(trigger)
  await userEvent.keyboard('b')
  expect(focused()).toBe('Banana')
  await userEvent.keyboard('d')
  expect(focused()).toBe('Disable')
})

test('tells what was chosen, closes, and gives the focus back', async () => {
  const { told, trigger } = showMenu()
  await userEvent.click(trigger)
  await userEvent.keyboard('b{Enter}')
  expect(told).toHaveBeenCalledExactlyOnceWith('b')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(trigger)
})

test('stays open for a checkbox', async () => {
  const { told, trigger } = showMenu()
  await userEvent.click(trigger)
  await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Pinned' }))
  expect(told).toHaveBeenCalledExactlyOnceWith('pinned true')
  expect(screen.getByRole('menu')).toBeTruthy()
})

test.each(['{Escape}', '{Tab}'])('closes by %s', async (key) => {
  const { told, trigger } = showMenu()
  await userEvent.click(trigger)
  await userEvent.keyboard(key)
  expect(screen.queryByRole('menu')).toBeNull()
  expect(told).not.toHaveBeenCalled()
})

test('closes when one clicks elsewhere, or its button again', async () => {
  const { trigger } = showMenu()
  await userEvent.click(trigger)
  await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }))
  expect(screen.queryByRole('menu')).toBeNull()
  await userEvent.click(trigger)
  await userEvent.click(trigger)
  expect(screen.queryByRole('menu')).toBeNull()
})
