import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { server } from './browser'

const program = new URL('../../bin/cistern', import.meta.url).pathname
const patience = 20_000

/** Another process of the program on the demo's database, which can be killed and started again at its address. */
export class Process {
  #running: ChildProcess | undefined

  private constructor(readonly url: string) {}

  static async start(): Promise<Process> {
    const port = createServer().listen(0, '127.0.0.1')
    await once(port, 'listening')
    const address = `127.0.0.1:${(port.address() as AddressInfo).port}`
    port.close()
    await once(port, 'close')
    const process = new Process(`http://${address}`)
    await process.again()
    return process
  }

  async again(): Promise<void> {
    this.#running = spawn(program, ['serve'], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: server.database,
        CISTERN_LISTEN: new URL(this.url).host,
        CISTERN_OPERATIONS_LISTEN: '127.0.0.1:0',
        CISTERN_LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const late = Date.now() + patience
    while (!(await this.#serves())) {
      if (Date.now() > late) throw new Error(`${this.url} does not serve`)
      await sleep(50)
    }
  }

  async #serves(): Promise<boolean> {
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
    return answer?.ok ?? false
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    if (!this.#running) return
    const ended = once(this.#running, 'exit')
    this.#running.kill('SIGKILL')
    this.#running = undefined
    await ended
  }
}
