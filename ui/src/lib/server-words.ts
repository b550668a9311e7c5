import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { formatCredits, type Credits } from './format-credits'
import { formatInstant } from './format-date'
import { formatMoney } from './format-money'
import { formatCount } from './format-number'

const credits = (amount: string) => formatCredits(amount as Credits, i18n.locale)
const count = (number: string) => formatCount(Number(number), i18n.locale)
const money = (minor: string, currency: string) =>
  formatMoney({ amountMinor: Number(minor), currency }, i18n.locale)
const utc = (instant: string) => formatInstant(instant, 'UTC', i18n.locale)

/** What the server says to people: by its format, word for word as its source has it, of the values in their order. */
export const serverWords: Record<string, (...values: string[]) => string> = {
  'This is not an email address.': () => t`This is not an email address.`,
  'This is the last owner. Make somebody else an owner first.': () =>
    t`This is the last owner. Make somebody else an owner first.`,
  'You cannot give or take a role above your own; ask an owner.': () =>
    t`You cannot give or take a role above your own; ask an owner.`,
  'There is no such role.': () => t`Nobody has this role any more.`,
  '%d invitations are open already. Wait for answers, or revoke some.': (open) =>
    t`${open} invitations are open already. Wait for answers, or revoke some.`,
  'This is not the link of an invitation.': () => t`This is not the link of an invitation.`,
  'This invitation is not good any more. Ask whoever invited you for a new one.': () =>
    t`This invitation is not good any more. Ask whoever invited you for a new one.`,
  'This invitation is made out to another address. Sign in with that one, or ask for a new invitation.':
    () => t`This invitation is made out to another address. Sign in with that one, or ask for a new invitation.`,
  'There is an account with this address already. Sign in, then open the link again.': () =>
    t`There is an account with this address already. Sign in, then open the link again.`,

  'This is not your present password.': () => t`This is not your present password.`,
  'A password has %d to %d characters.': (fewest, most) =>
    t`A password has ${fewest} to ${most} characters.`,
  'This password is easy to guess: take one without your address, and more than one character.':
    () => t`This password is easy to guess: take one without your address, and more than one character.`,
  'Too many attempts. Wait before you try again.': () =>
    t`Too many attempts. Try again in a few minutes.`,
  'Too many attempts. Wait some minutes before you try again.': () =>
    t`Too many attempts. Try again in a few minutes.`,
  'Too many people are signing in at once. Try again in a few seconds.': () =>
    t`Too many people are signing in at once. Try again in a few seconds.`,
  'Something went wrong on our side. Try again.': () =>
    t`Something went wrong on our side. Try again.`,

  'a token needs a name of 1 to 200 characters': () =>
    t`A token needs a name of 1 to 200 characters.`,
  'a token needs at least one scope': () => t`A token needs at least one scope.`,
  'a token has to expire in the future': () => t`A token has to expire in the future.`,
  'You cannot give %s to a token here, because you may not do all that it lets a program do.': (scope) =>
    t`You cannot give ${scope} to a token here, because you may not do all that it lets a program do.`,

  'write %d to %d characters, all of them printable': (fewest, most) =>
    t`Write ${fewest} to ${most} characters in one line, all of them printable.`,
  'a limit is zero or more credits, or none at all; 0 blocks': () =>
    t`A limit is zero or more credits, or none at all; 0 blocks.`,
  'at most %d people can be listed': (most) => t`At most ${most} people can be listed.`,
  'only members of the workspace can be listed, and no guests': () =>
    t`Only members of the workspace can be listed, and no guests.`,
  'spent %s credits in an hour, more than %s': (spent, limit) =>
    t`spent ${credits(spent)} credits in an hour, more than ${credits(limit)}`,

  'credits of this contract are bought through its account team': () =>
    t`Credits of this contract are bought through its account team.`,
  'credits of this contract are bought through its account team: ask %s': (team) =>
    t`Credits of this contract are bought through its account team: ask ${team}.`,
  'agents run freely, and no day is set from which they are billed: there is nothing to buy yet': () =>
    t`Agents run freely, and no day is set from which they are billed: there is nothing to buy yet.`,
  '%s credits are not in the price list: choose one of its amounts': (amount) =>
    t`${credits(amount)} credits are not in the price list any more: choose another amount.`,
  'the price has changed meanwhile: it is %d minor units of %s now': (minor, currency) =>
    t`The price has changed meanwhile: it is ${money(minor, currency)} now.`,
  'the allowance is %s credits a month already; buy more than that, or lower it from the next service date':
    (allowance) => t`The allowance is ${credits(allowance)} credits a month already: buy more than that, or lower it from the next reset on.`,
  'the allowance is %s credits a month: %s is not less': (allowance, wanted) =>
    t`The allowance is ${credits(allowance)} credits a month: ${credits(wanted)} is not less.`,
  'only a purchase that was granted can be refunded': () =>
    t`Only a purchase that was granted can be refunded.`,
  refund: () => t`refund`,

  'grant more than 0 and at most %s credits': (most) =>
    t`Grant more than 0 and at most ${credits(most)} credits.`,
  'the day has begun already: choose a later one': () =>
    t`The day has begun already: choose a later one.`,

  'write an email address, such as name@company.example': () =>
    t`Write an email address, such as name@company.example.`,
  '%+.40q is not a time zone: use an IANA name such as Europe/Berlin': (zone) =>
    t`${zone} is not a time zone: choose one from the list, such as Europe/Berlin.`,
  'billing starts in %d years at the latest, or never': (years) =>
    t`Billing starts in ${years} years at the latest, or never.`,
  'the contract is billed already: the day on which that began does not change': () =>
    t`The contract is billed already: the day on which that began does not change.`,
  'an allowance is 0 to %s credits': (most) =>
    t`An allowance is 0 to ${credits(most)} credits.`,
  'the price of an allowance is 0 to %d minor units, and 0 without an allowance': (most) =>
    t`The price of an allowance is 0 to ${count(most)} minor units of its currency, and 0 without an allowance.`,

  'clocks can be moved where CISTERN_TRIAL is on, and it is off here': () =>
    t`Clocks can be moved where CISTERN_TRIAL is on, and it is off here.`,
  'the clock shows %s and goes forward only': (now) =>
    t`The clock shows ${utc(now)} UTC, and goes forward only.`,
  'move the clock by five years at once at the most': () =>
    t`Move the clock by five years at once at the most.`,
}
