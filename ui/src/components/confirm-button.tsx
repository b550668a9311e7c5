import { useActionState, useState } from 'react'
import { Refusal } from './refusal'
import { Button } from './ui/button'
import { Dialog, DialogActions } from './ui/dialog'

interface ConfirmButtonProps {
  /** The verb. */
  label: string
  /** What would be done to what. */
  title: string
  /** What will be different. */
  about: string
  /** Does it; returns why it was refused, or null, which closes the question. */
  onConfirm: () => Promise<string | null>
}

/** Asks before it does something that cannot be taken back. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look="quiet" aria-label={props.title} onClick={() => setAsking(true)}>
        {props.label}
      </Button>
      {asking && <Question {...props} onClose={() => setAsking(false)} />}
    </>
  )
}

interface QuestionProps extends ConfirmButtonProps {
  onClose: () => void
}

function Question({ label, title, about, onConfirm, onClose }: QuestionProps) {
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
            {label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
