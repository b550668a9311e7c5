import { i18n } from '@lingui/core'
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { masked } from '../../test/dashboard'
import { show } from '../../test/show'
import { AuditRow } from './audit-row'

const entry = {
  __typename: 'AuditEntry',
  id: 'aud_1',
  at: '2026-11-06T12:00:00Z',
  actorKind: 'SYSTEM',
  action: 'agent.safety_hold',
  subjectId: 'agt_1',
  reason: 'spent 1200.5 credits in an hour, more than 200',
  changes: [],
}

const row = (changes: object) =>
  show(<AuditRow entry={masked({ ...entry, ...changes })} timeZone="UTC" />)

test('gives the reasons of Cistern in the language of the page', () => {
  i18n.activate('vi')
  row({})
  expect(screen.getByText(/“đã tiêu 1.201 tín dụng trong một giờ, nhiều hơn 200”/)).toBeTruthy()
})

test('leaves the reasons of people as they are', () => {
  i18n.activate('vi')
  row({ actorKind: 'USER', actorName: 'Linh' })
  expect(screen.getByText(`Linh · “${entry.reason}”`)).toBeTruthy()
})
