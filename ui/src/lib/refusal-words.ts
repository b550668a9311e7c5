import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What the server says to refuse something, word for word, where it says the same every time. */
export const refusalWords: Partial<Record<string, MessageDescriptor>> = {
  'This is not an email address.': msg`This is not an email address.`,
  'This is the last owner. Make somebody else an owner first.': msg`This is the last owner. Make somebody else an owner first.`,
  'You cannot give or take a role above your own; ask an owner.': msg`You cannot give or take a role above your own; ask an owner.`,
  'This invitation is not good any more. Ask whoever invited you for a new one.': msg`This invitation is not good any more. Ask whoever invited you for a new one.`,
  'This invitation is made out to another address. Sign in with that one, or ask for a new invitation.': msg`This invitation is made out to another address. Sign in with that one, or ask for a new invitation.`,
  'There is an account with this address already. Sign in, then open the link again.': msg`There is an account with this address already. Sign in, then open the link again.`,
  'This is not your present password.': msg`This is not your present password.`,
  'This password is easy to guess: take one without your address, and more than one character.': msg`This password is easy to guess: take one without your address, and more than one character.`,
  'a token needs at least one scope': msg`A token needs at least one scope.`,
  'a token has to expire in the future': msg`A token has to expire in the future.`,
  'a limit is zero or more credits, or none at all; 0 blocks': msg`A limit is zero or more credits, or none at all; 0 blocks.`,
  'only members of the workspace can be listed, and no guests': msg`Only members of the workspace can be listed, and no guests.`,
  'agents run freely, and no day is set from which they are billed: there is nothing to buy yet': msg`Agents run freely, and no day is set from which they are billed: there is nothing to buy yet.`,
  'only a purchase that was granted can be refunded': msg`Only a purchase that was granted can be refunded.`,
  'the day has begun already: choose a later one': msg`The day has begun already: choose a later one.`,
  'write an email address, such as name@company.example': msg`Write an email address, such as name@company.example.`,
}
