import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useActionState } from 'react'
import * as v from 'valibot'
import { Refusal } from '../../components/refusal'
import { Button } from '../../components/ui/button'
import { TextField } from '../../components/ui/text-field'
import { signIn, type SignInResult } from './sign-in'

const Credentials = v.object({
  email: v.pipe(v.string(), v.trim(), v.email()),
  password: v.pipe(v.string(), v.nonEmpty()),
})

interface FormState {
  email: string
  invalid: { email?: boolean; password?: boolean }
  result?: SignInResult
}

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useLingui()
  const [state, submit, pending] = useActionState(
    async (_: FormState, form: FormData): Promise<FormState> => {
      const entered = Object.fromEntries(form)
      const parsed = v.safeParse(Credentials, entered)
      const email = String(entered.email)
      if (!parsed.success) {
        const issues = v.flatten<typeof Credentials>(parsed.issues).nested ?? {}
        return { email, invalid: { email: !!issues.email, password: !!issues.password } }
      }
      const result = await signIn(parsed.output.email, parsed.output.password)
      if (result.outcome === 'signed-in') onSignedIn()
      return { email, invalid: {}, result }
    },
    { email: '', invalid: {} },
  )

  return (
    <form action={submit} noValidate className="space-y-4">
      <SignInRefusal result={state.result} />
      <TextField
        label={t`Email`}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        error={state.invalid.email ? t`Enter your email address.` : undefined}
      />
      <TextField
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="current-password"
        error={state.invalid.password ? t`Enter your password.` : undefined}
      />
      <Button type="submit" look="primary" className="h-9 w-full" disabled={pending}>
        {pending ? t`Signing in…` : t`Sign in`}
      </Button>
    </form>
  )
}

function SignInRefusal({ result }: { result?: SignInResult }) {
  if (!result || result.outcome === 'signed-in') return null
  return (
    <Refusal>
      {result.outcome === 'invalid-credentials' && <Trans>Email or password is not right.</Trans>}
      {result.outcome === 'rate-limited' && (
        <Plural
          value={result.retryAfterSeconds}
          one="Too many attempts. Try again in # second."
          other="Too many attempts. Try again in # seconds."
        />
      )}
      {result.outcome === 'unavailable' && (
        <Trans>The server could not be reached. Try again in a moment.</Trans>
      )}
    </Refusal>
  )
}
