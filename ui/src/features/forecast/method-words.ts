import { msg } from '@lingui/core/macro'
import type { ForecastMethod } from '../../gql/graphql'

/** How a forecast was made, in a sentence. */
export const methodWords: Record<ForecastMethod, ReturnType<typeof msg>> = {
  WEEKDAYS: msg`It follows the use of each agent by weekday over the last eight weeks.`,
  EVEN_DAYS: msg`It follows the use of each agent over the last eight weeks and takes all days alike, because weekdays do not differ yet by more than chance.`,
}
