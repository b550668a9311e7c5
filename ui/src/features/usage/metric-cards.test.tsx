import { screen } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { expect, test } from 'vitest'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { MetricCards } from './metric-cards'

function showCards(runs: object) {
  const cards = {
    agentBuilders: { value: 4, previous: 3 },
    agentsInAction: { value: 12, previous: 0 },
    runsCompleted: { value: 2_212, failed: 21, previous: 2_950, ...runs },
  }
  show(<MetricCards cards={masked<ComponentProps<typeof MetricCards>['cards']>(cards)} />)
}

const card = (name: string) => screen.getByRole('region', { name }).textContent

test('tells each figure and its change', () => {
  showCards({})
  expect(card('Agent builders')).toBe('Agent builders4+33% from 3 by this point last period')
})

test('keeps failed runs apart', () => {
  showCards({})
  expect(card('Runs completed')).toContain('2,21221 failed-25% from 2,950')
})

test('says that none failed', () => {
  showCards({ failed: 0 })
  expect(card('Runs completed')).toContain('none failed')
})

test('has no percentage where there was nothing before', () => {
  showCards({})
  expect(card('Agents in action')).toBe('Agents in action12from 0 by this point last period')
})

test('says that the first period has nothing to be compared with', () => {
  showCards({ previous: null })
  expect(card('Runs completed')).toContain('No earlier period to compare with')
})
