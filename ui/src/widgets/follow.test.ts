import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { follow, type Source, type State } from './follow'

interface Frame {
  version: string
}

/** A stream of the server that a test writes to. */
class Stream {
  #controller!: ReadableStreamDefaultController<Uint8Array>
  readonly response = new Response(
    new ReadableStream<Uint8Array>({ start: (controller) => void (this.#controller = controller) }),
  )
  write(text: string) {
    this.#controller.enqueue(new TextEncoder().encode(text))
  }
  next(answer: object) {
    this.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`)
  }
  end() {
    this.#controller.close()
  }
}

const asked = vi.fn<typeof fetch>()
let streams: Stream[] = []
let leave = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  streams = []
  asked.mockReset()
  asked.mockImplementation(async () => {
    const stream = new Stream()
    streams.push(stream)
    return stream.response
  })
  vi.stubGlobal('fetch', asked)
})

afterEach(() => {
  leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function start(changes: Partial<Source<Frame>> = {}) {
  const frames: Frame[] = []
  const states: State[] = []
  leave = follow<Frame>({
    api: 'https://cistern.test',
    document: 'subscription',
    variables: { id: 'wsp_1' },
    token: async () => 'secret',
    versionOf: ({ version }) => version,
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    ...changes,
  })
  return { frames, states }
}

const stream = () => streams.at(-1) as Stream
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const sent = (call: number) => JSON.parse(String(asked.mock.calls[call]?.[1]?.body)).variables

test('shows frames, however they are cut into pieces', async () => {
  const { frames, states } = start()
  await pass(0)
  stream().write(':\n\nevent: next\nda')
  stream().write('ta: {"data":{"version":"1"}}\n\n:\n')
  stream().write('\n')
  await pass(0)
  expect(frames).toEqual([{ version: '1' }])
  expect(states).toEqual(['connecting', 'live'])
  expect(asked.mock.calls[0]?.[1]).toMatchObject({
    credentials: 'omit',
    headers: { authorization: 'Bearer secret' },
  })
})

test('comes back with the version that it has seen', async () => {
  const { states } = start()
  await pass(0)
  stream().next({ data: { version: '7' } })
  stream().end()
  await pass(1_000)
  expect(sent(0)).toEqual({ id: 'wsp_1' })
  expect(sent(1)).toEqual({ id: 'wsp_1', after: '7' })
  expect(states).toEqual(['connecting', 'live', 'waiting', 'live'])
})

test('gets another token when one is over, and stays live', async () => {
  const token = vi.fn(async () => 'another')
  const { states } = start({ token })
  await pass(0)
  stream().next({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  await pass(1_000)
  expect(token).toHaveBeenCalledTimes(2)
  expect(new Set(states)).toEqual(new Set(['connecting', 'live']))
})

test.each([
  ['a token that is not taken', async () => 'spoilt', 401],
  ['no token', async () => '', 200],
])('says so with %s, and comes back for when it is', async (_, token, status) => {
  asked.mockImplementation(async () => new Response(null, { status }))
  const { states } = start({ token })
  await pass(1_000)
  expect(states.at(-1)).toBe('refused')
  asked.mockImplementation(async () => {
    streams.push(new Stream())
    return stream().response
  })
  await pass(30_000)
  expect(states.at(-1)).toBe(status === 401 ? 'live' : 'refused')
})

test('does not come back to what it may not see', async () => {
  const { states } = start()
  await pass(0)
  stream().next({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  await pass(120_000)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(states.at(-1)).toBe('refused')
})

test('gives up a stream that has gone silent', async () => {
  start()
  await pass(0)
  await pass(39_000)
  expect(asked).toHaveBeenCalledTimes(1)
  await pass(3_000)
  expect(asked).toHaveBeenCalledTimes(2)
})

test('waits longer after each failure', async () => {
  asked.mockRejectedValue(new TypeError('no network'))
  start()
  await pass(60_000)
  expect(asked.mock.calls.length).toBeGreaterThan(4)
  expect(asked.mock.calls.length).toBeLessThan(14)
})
