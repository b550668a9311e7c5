import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPopover } from '../test/open-popover'
import { show } from '../test/show'
import { Hint } from './hint'

test('says what a word means to whoever presses its button', () => {
  show(<Hint about="Allocation">The most that a workspace may use.</Hint>)
  expect(screen.queryByText('The most that a workspace may use.')).toBeNull()
  const opened = openPopover(screen.getByRole('button', { name: 'What is meant by Allocation' }))
  expect(opened.textContent).toBe('AllocationThe most that a workspace may use.')
})
