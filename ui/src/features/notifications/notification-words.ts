import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { NotificationRowFragment as Notification } from '../../gql/graphql'
import { formatCredits, type Credits } from '../../lib/format-credits'
import { formatInstant, formatInstantDay } from '../../lib/format-date'
import { formatMoney, type Money } from '../../lib/format-money'

/** What is said of a kind: a title, and sentences that follow it. */
interface Words {
  title: MessageDescriptor
  detail: MessageDescriptor[]
}

/** What the words are about, and how they write figures. */
interface Terms {
  contract: string
  workspace: string
  agent: string
  credits: (amount: Credits) => string
  money: (amount: Money) => string
  day: (instant: string) => string
  minute: (instant: string) => string
}

type FiguresOf<Name> = Extract<Notification['figures'], { type: Name }>

/** A notification in the person's language. */
export function useNotificationWords(notification: Notification): { title: string; detail: string } {
  const { t, i18n } = useLingui()
  const { contractName, workspace, agent, timeZone } = notification
  const { title, detail } = wordsOf(notification, {
    contract: contractName,
    workspace: workspace?.name ?? t`A workspace`,
    agent: agent?.name ?? t`An agent`,
    credits: (amount) => formatCredits(amount, i18n.locale),
    money: (amount) => formatMoney(amount, i18n.locale),
    day: (instant) => formatInstantDay(instant, timeZone, i18n.locale),
    minute: (instant) => formatInstant(instant, timeZone, i18n.locale),
  })
  return { title: i18n._(title), detail: detail.map((part) => i18n._(part)).join(' ') }
}

function wordsOf({ kind, figures }: Notification, terms: Terms): Words {
  switch (figures.type) {
    case 'ThresholdFigures':
      return thresholdWords(kind, figures, terms)
    case 'ShortFigures':
      return shortWords(figures, terms)
    case 'SafetyHoldFigures':
      return holdWords(figures, terms)
    case 'PurchaseFigures':
      return kind === 'PURCHASE_DONE' ? boughtWords(figures, terms) : failedWords(figures, terms)
    case 'RunOutFigures':
      return runOutWords(figures, terms)
  }
}

function thresholdWords(
  kind: Notification['kind'],
  figures: FiguresOf<'ThresholdFigures'>,
  terms: Terms,
): Words {
  const used = terms.credits(figures.used)
  const cap = terms.credits(figures.cap)
  const day = terms.day(figures.resetsAt)
  const { title, stop } = capWords(kind, figures.threshold, terms)
  return {
    title,
    detail: [
      msg`${used} of ${cap} credits for this period are used.`,
      ...(figures.threshold >= 100 ? [stop] : []),
      msg`Credits reset on ${day}.`,
    ],
  }
}

/** What a threshold of a cap is called, and what follows from all being used. */
function capWords(
  kind: Notification['kind'],
  threshold: number,
  { contract, workspace, agent }: Terms,
): { title: MessageDescriptor; stop: MessageDescriptor } {
  switch (kind) {
    case 'ALLOCATION_THRESHOLD':
      return {
        title: msg`${workspace} has used ${threshold}% of its allocation`,
        stop: msg`Its agents start no more runs until the allocation is raised.`,
      }
    case 'AGENT_LIMIT_THRESHOLD':
      return {
        title: msg`${agent} has used ${threshold}% of its limit`,
        stop: msg`It starts no more runs until its limit is raised.`,
      }
    default:
      return {
        title: msg`${contract}: ${threshold}% of the credits are used`,
        stop: msg`Agents start no more runs until credits are added.`,
      }
  }
}

function shortWords(figures: FiguresOf<'ShortFigures'>, terms: Terms): Words {
  const { contract } = terms
  const granted = terms.credits(figures.granted)
  const before = terms.credits(figures.before)
  const day = terms.day(figures.resetsAt)
  return {
    title: msg`${contract}: this period starts short of credits`,
    detail: [
      msg`It starts with ${granted} credits. In the period before, ${before} were used.`,
      Number(figures.granted) > 0
        ? msg`At that pace credits run out before they reset on ${day}.`
        : msg`Agents start no runs until credits are added.`,
    ],
  }
}

function holdWords(figures: FiguresOf<'SafetyHoldFigures'>, terms: Terms): Words {
  const { agent } = terms
  const spent = terms.credits(figures.spent)
  const limit = terms.credits(figures.limit)
  const minute = terms.minute(figures.hour)
  return {
    title: msg`${agent} is on hold for spending fast`,
    detail: [
      msg`It used ${spent} credits in the hour from ${minute}. A new agent may use ${limit} in an hour.`,
      msg`It starts no more runs until an admin has looked at it and lets it go.`,
    ],
  }
}

function boughtWords(figures: FiguresOf<'PurchaseFigures'>, terms: Terms): Words {
  const { contract } = terms
  const credits = terms.credits(figures.credits)
  const price = terms.money(figures.charge)
  return figures.kind === 'TOP_UP'
    ? {
        title: msg`${contract}: ${credits} credits bought`,
        detail: [msg`They were added to the pool.`, msg`The price is ${price}.`],
      }
    : {
        title: msg`${contract}: allowance of ${credits} credits bought`,
        detail: [msg`It is granted at every reset.`, msg`The price is ${price}.`],
      }
}

function failedWords(figures: FiguresOf<'PurchaseFigures'>, terms: Terms): Words {
  const { contract } = terms
  const credits = terms.credits(figures.credits)
  const price = terms.money(figures.charge)
  return {
    title: msg`${contract}: a purchase of credits has failed`,
    detail: [
      msg`${credits} credits for ${price} were not paid. No credits were added, and nothing is charged.`,
    ],
  }
}

function runOutWords(figures: FiguresOf<'RunOutFigures'>, terms: Terms): Words {
  const { contract } = terms
  const used = terms.credits(figures.used)
  const granted = terms.credits(figures.granted)
  const end = terms.day(figures.runsOutAt)
  const day = terms.day(figures.resetsAt)
  return {
    title: msg`${contract}: credits are expected to run out on ${end}`,
    detail: [
      msg`${used} of ${granted} credits are used. As use goes, the rest is used up before credits reset on ${day}. This is an estimate.`,
    ],
  }
}
