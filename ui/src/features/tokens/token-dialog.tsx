import { useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import { useMutation } from 'urql'
import { CopyField } from '../../components/copy-field'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { Dialog, DialogActions } from '../../components/ui/dialog'
import { Select } from '../../components/ui/select'
import { TextField } from '../../components/ui/text-field'
import { graphql } from '../../gql'
import type { TokenScope } from '../../gql/graphql'
import { refusalOf } from '../../lib/refusal'
import { scopeWords } from './scope-words'

const CreateServiceTokenMutation = graphql(`
  mutation CreateServiceToken($input: CreateServiceTokenInput!) {
    createServiceToken(input: $input) {
      plainText
      userErrors {
        message
      }
    }
  }
`)

interface State {
  refusal?: string | null
  plainText?: string
}

interface TokenDialogProps {
  /** Global id of the workspace or contract. */
  owner: string
  scopes: readonly TokenScope[]
  onMade: () => void
  onClose: () => void
}

const day = 86_400_000

/** Makes a service token, and shows its text this once. */
export function TokenDialog({ owner, scopes, onMade, onClose }: TokenDialogProps) {
  const { t, i18n } = useLingui()
  const [, create] = useMutation(CreateServiceTokenMutation)
  const [{ refusal, plainText }, submit, pending] = useActionState(
    async (_: State, form: FormData): Promise<State> => {
      const days = Number(form.get('life'))
      const { data, error } = await create({
        input: {
          owner,
          name: String(form.get('name')).trim(),
          scopes: form.getAll('scopes').map(String) as TokenScope[],
          expiresAt: days > 0 ? new Date(Date.now() + days * day).toISOString() : undefined,
        },
      })
      const made = data?.createServiceToken
      if (made?.plainText) {
        onMade()
        return { plainText: made.plainText }
      }
      const unreachable = t`The server could not be reached or would not.`
      return { refusal: refusalOf(error, made?.userErrors, unreachable) }
    },
    {},
  )

  if (plainText) {
    return (
      <Dialog title={t`Keep this token`} onClose={onClose}>
        <div className="space-y-5">
          <p className="text-muted">{t`It is shown this once. Whoever has it can use it.`}</p>
          <CopyField label={t`Token`} value={plainText} />
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>{t`Done`}</Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t`New service token`} onClose={onClose}>
      <form action={submit} className="space-y-5">
        {refusal && <Refusal>{refusal}</Refusal>}
        <TextField label={t`Name`} name="name" required maxLength={200} />
        <fieldset>
          <legend className="mb-1.5 font-medium">{t`What it may do`}</legend>
          {scopes.map((scope, place) => (
            <span key={scope} className="flex min-h-8 items-center gap-2">
              <input
                id={`scope-${scope}`}
                type="checkbox"
                name="scopes"
                value={scope}
                defaultChecked={place === 0}
                aria-labelledby={`scope-${scope}-label`}
                className="size-4 shrink-0 accent-accent"
              />
              <label id={`scope-${scope}-label`} htmlFor={`scope-${scope}`}>
                {scopeWords[scope] ? i18n._(scopeWords[scope]) : scope}
              </label>
            </span>
          ))}
        </fieldset>
        <Select
          label={t`Good for`}
          name="life"
          defaultValue="90"
          choices={[
            { value: '30', label: t`30 days` },
            { value: '90', label: t`90 days` },
            { value: '365', label: t`A year` },
            { value: '0', label: t`Until it is revoked` },
          ]}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={pending}>{t`Make token`}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
