const firstWait = 500
const longestWait = 30_000
/** The server says something at least every 15 seconds. */
const silence = 40_000

export type State = 'connecting' | 'live' | 'waiting' | 'refused'

export interface Source<Frame> {
  /** Where the API is, such as https://cistern.example.com. */
  api: string
  document: string
  variables: Record<string, unknown>
  /** A token that is good now; empty where there is none to be had. */
  token: () => Promise<string>
  versionOf: (frame: Frame) => string
  onFrame: (frame: Frame) => void
  onState: (state: State) => void
}

interface Answer<Frame> {
  data?: Frame
  errors?: { extensions?: { code?: string } }[]
}

/** Codes after which coming back later helps. */
const passing = new Set<string | undefined>(['OVERLOADED', 'RATE_LIMITED', 'TIMEOUT', 'INTERNAL'])

/** How an attempt ended: with the token, which another follows; without a token that is taken; for good; or otherwise. */
type End = 'token over' | 'no token' | 'refused' | 'interrupted'

/** Subscribes by server-sent events, and again after every interruption, until the returned function is called. */
export function follow<Frame>(source: Source<Frame>): () => void {
  const { api, document: query, variables, token, versionOf, onFrame, onState } = source
  const ended = new AbortController()
  let after: string | undefined
  let failures = 0

  async function once(): Promise<End> {
    const bearer = await token()
    if (!bearer) return 'no token'
    const response = await fetch(new URL('/graphql/stream', api), {
      method: 'POST',
      signal: ended.signal,
      credentials: 'omit',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query, variables: { ...variables, after } }),
    })
    if (response.status === 401) return 'no token'
    if (!response.ok || !response.body) return response.status === 400 ? 'refused' : 'interrupted'
    onState('live')
    for await (const { data, errors } of answers<Frame>(response.body)) {
      failures = 0
      if (errors) return endBy(errors[0]?.extensions?.code)
      if (!data) continue
      after = versionOf(data)
      onFrame(data)
    }
    return 'interrupted'
  }

  async function on() {
    onState('connecting')
    while (!ended.signal.aborted) {
      const end = await once().catch((): End => 'interrupted')
      if (ended.signal.aborted) return
      if (end === 'refused') return onState('refused')
      if (end === 'no token') onState('refused')
      if (end === 'interrupted') onState('waiting')
      const longest = Math.min(firstWait * 2 ** failures++, longestWait)
      await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)))
    }
  }

  void on()
  return () => ended.abort()
}

function endBy(code: string | undefined): End {
  if (code === 'UNAUTHENTICATED') return 'token over'
  return passing.has(code) ? 'interrupted' : 'refused'
}

/** The answers in a stream of events. A stream that goes silent is given up. */
async function* answers<Frame>(body: ReadableStream<Uint8Array>): AsyncGenerator<Answer<Frame>> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let text = ''
  for (;;) {
    const timer = setTimeout(() => void reader.cancel(), silence)
    const { done, value } = await reader.read().finally(() => clearTimeout(timer))
    if (done) return
    text += value
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1]
      if (data) yield JSON.parse(data)
    }
  }
}
