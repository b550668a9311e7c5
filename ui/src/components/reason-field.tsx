import { useLingui } from '@lingui/react/macro'
import { TextArea } from './ui/text-area'

/** Asks why, of whoever wants to say it: `reason` of the form, at most 500 characters. */
export function ReasonField() {
  const { t } = useLingui()
  return <TextArea label={t`Reason`} name="reason" hint={t`For the audit log.`} maxLength={500} />
}
