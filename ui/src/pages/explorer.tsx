import { useLingui } from '@lingui/react/macro'
import { useState, type KeyboardEvent } from 'react'
import { Button } from '../components/ui/button'
import { Card } from '../components/ui/card'
import { Menu, MenuItem } from '../components/ui/menu'
import { TextArea } from '../components/ui/text-area'
import { inputClass } from '../components/ui/text-field'
import { ask, type Answer } from '../features/explorer/ask'
import { examples } from '../features/explorer/examples'
import { apiOrigin } from '../lib/api'
import { useTitle } from '../lib/use-title'

/** Asks the API by hand, as the person who is signed in. */
export function ExplorerPage() {
  const { t } = useLingui()
  const [query, setQuery] = useState<string>(examples[0].query)
  const [variables, setVariables] = useState('{}')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [asking, setAsking] = useState(false)
  useTitle(t`API explorer`)

  async function run() {
    setAsking(true)
    setAnswer(await ask(query, variables))
    setAsking(false)
  }

  const plain = {
    className: `py-2 font-mono text-xs ${inputClass}`,
    spellCheck: false,
    autoCapitalize: 'off',
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run()
    },
  }

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{t`API explorer`}</h1>
          <p className="mt-0.5 text-muted">
            {t`Asks as you. Scripts use a service token.`}{' '}
            <a
              href={`${apiOrigin}/schema.graphql`}
              className="text-accent underline underline-offset-4"
            >
              {t`The whole schema`}
            </a>
          </p>
        </div>
        <div className="flex gap-2">
          <Menu trigger={<Button>{t`Examples`}</Button>}>
            {examples.map((example) => (
              <MenuItem key={example.name} onClick={() => setQuery(example.query)}>
                {example.name}
              </MenuItem>
            ))}
          </Menu>
          <Button look="primary" disabled={asking} onClick={() => void run()}>
            {asking ? t`Asking…` : t`Run`}
          </Button>
        </div>
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card className="space-y-4 p-5">
          <TextArea
            {...plain}
            label={t`Query`}
            rows={22}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <TextArea
            {...plain}
            label={t`Variables`}
            rows={4}
            value={variables}
            onChange={(event) => setVariables(event.target.value)}
          />
        </Card>
        <Card className="min-w-0 p-5" aria-labelledby="answer">
          <div className="mb-2 flex justify-between gap-4">
            <h2 id="answer" className="font-medium">{t`Answer`}</h2>
            {answer && (
              <span className="text-muted tabular-nums">
                {answer.status} · {answer.milliseconds} ms
              </span>
            )}
          </div>
          <section
            tabIndex={0}
            aria-label={t`Answer as JSON`}
            className="max-h-128 overflow-auto rounded-md bg-canvas p-3 font-mono text-xs whitespace-pre"
          >
            {answer?.text ?? t`Press Run, or Ctrl and Enter.`}
          </section>
        </Card>
      </div>
    </div>
  )
}
