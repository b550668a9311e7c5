import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { ProviderLink } from './provider-link'
import { providerProblems } from './provider-problems'
import { ProviderRefusal } from './provider-refusal'

test('leads to the provider, and back to where one was', () => {
  show(<ProviderLink provider={masked({ label: 'Riverbank' })} next="/account?lang=vi" />)
  const link = screen.getByRole('link', { name: 'Continue with Riverbank' })
  expect(link.getAttribute('href')).toBe('/auth/oidc/begin?next=%2Faccount%3Flang%3Dvi')
})

test.each(providerProblems)('has words for %s', (problem) => {
  show(<ProviderRefusal problem={problem} />)
  expect(screen.getByRole('alert').textContent).toMatch(/^[A-Z].+\.$/)
})
