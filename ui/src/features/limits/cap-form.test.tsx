import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../test/show'
import { CapForm } from './cap-form'

function open(cap: '500' | null) {
  const onSave = vi.fn(async () => null)
  show(
    <CapForm cap={cap} onSave={onSave} onClose={vi.fn()}>
      {(wanted) => `would be ${wanted ?? 'none'}`}
    </CapForm>,
  )
  return onSave
}

const field = () => screen.getByRole('spinbutton', { name: 'Credits in a period' })
const none = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'No cap' })
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

test('takes a cap as it is typed where there was none', async () => {
  const onSave = open(null)
  expect(none().checked).toBe(true)
  expect(screen.getByText('would be none')).toBeTruthy()
  await userEvent.type(field(), '250')
  expect(none().checked).toBe(false)
  expect(screen.getByText('would be 250')).toBeTruthy()
  await save()
  expect(onSave).toHaveBeenCalledWith('250', '')
})

test('lifts a cap', async () => {
  const onSave = open('500')
  await userEvent.click(none())
  await save()
  expect(onSave).toHaveBeenCalledWith(null, '')
})

test('asks for credits where nothing was entered', async () => {
  const onSave = open('500')
  await userEvent.clear(field())
  await save()
  expect(screen.getByText('Enter credits as a number, 0 or more.')).toBeTruthy()
  expect(onSave).not.toHaveBeenCalled()
})
