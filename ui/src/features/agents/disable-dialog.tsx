import { useLingui } from '@lingui/react/macro'
import { ReasonField } from '../../components/reason-field'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { useSwitchAgent } from './use-switch-agent'

interface DisableDialogProps {
  agent: { id: string; name: string }
  onClose: () => void
}

/** Disables an agent with a reason for the audit log. */
export function DisableDialog({ agent, onClose }: DisableDialogProps) {
  const { t } = useLingui()
  const { disable } = useSwitchAgent()

  function submit(form: FormData) {
    onClose()
    void disable(agent, String(form.get('reason')).trim())
  }

  return (
    <Dialog title={t`Disable ${agent.name}`} onClose={onClose}>
      <form action={submit} className="space-y-5">
        <p className="text-muted">
          {t`No run of it will start any more, and running ones are told to stop.`}
        </p>
        <ReasonField />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary">{t`Disable`}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
