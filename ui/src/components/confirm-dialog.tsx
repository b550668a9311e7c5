import { useActionState } from 'react'
import { Refusal } from './refusal'
import { Button } from './ui/button'
import { Dialog, DialogActions } from './ui/dialog'

interface ConfirmDialogProps {
  title: string
  /** What will be different. */
  about: string
  confirm: string
  /** Does it; returns why it was refused, or null, which closes the dialog. */
  onConfirm: () => Promise<string | null>
  onClose: () => void
}

/** Asks before something is done that cannot be taken back. */
export function ConfirmDialog({ title, about, confirm, onConfirm, onClose }: ConfirmDialogProps) {
  const [refusal, submit, pending] = useActionState(async () => {
    const refused = await onConfirm()
    if (refused === null) onClose()
    return refused
  }, null)

  return (
    <Dialog title={title} onClose={onClose}>
      <form action={submit} className="space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <p className="text-muted">{about}</p>
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
