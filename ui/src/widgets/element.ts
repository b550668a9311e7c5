import { follow, type State } from './follow'
import { languageOf, type Language } from './language'

// Adopted, not written into the page, whose policy may forbid inline styles.
const style = new CSSStyleSheet()
style.replaceSync(`
:host { display: block; font: 14px/1.4 var(--cistern-font, system-ui, sans-serif);
  color: var(--cistern-text, light-dark(#1c1b1a, #f2f0ed)) }
:host([hidden]), [hidden] { display: none }
.muted { color: var(--cistern-muted, light-dark(#6b6863, #a8a39b)) }
.figure { font-size: 1.5em; font-weight: 600; font-variant-numeric: tabular-nums }
.track { height: 8px; margin: 6px 0; border-radius: 4px; overflow: hidden;
  background: var(--cistern-track, light-dark(#e7e4df, #3a3835)) }
.fill { height: 100%; border-radius: inherit; background: var(--cistern-accent, light-dark(#3b6fd4, #7aa5ff));
  transition: width .3s }
.warn { background: var(--cistern-warn, light-dark(#b25a00, #ffb454)) }
.dot { display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-inline-end: 6px;
  background: var(--cistern-muted, light-dark(#6b6863, #a8a39b)) }
.live .dot { background: var(--cistern-good, light-dark(#1d7f4f, #5fd39a)) }
@media (prefers-reduced-motion: reduce) { .fill { transition: none } }
`)

/** A box with a class and what is in it. */
export function box(className: string, ...inside: Node[]): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  element.append(...inside)
  return element
}

/**
 * What the elements have in common. They are told by attributes: `api` is where Cistern is, `workspace` a global id,
 * `token` a token for it or `token-url` where the page's own server gives one, `lang` a language.
 * They rest while they cannot be seen.
 */
export abstract class CisternElement<Frame> extends HTMLElement {
  static observedAttributes = ['api', 'workspace', 'token', 'token-url', 'lang']

  protected abstract document: string
  /** The boxes that `paint` fills: they stay, so that what changes can move. */
  protected abstract boxes: HTMLElement[]
  protected abstract versionOf(frame: Frame): string
  protected abstract paint(frame: Frame, language: Language): void

  #figures = box('')
  #words = document.createElement('span')
  #status = box('muted', Object.assign(document.createElement('span'), { className: 'dot' }), this.#words)
  #frame: Frame | undefined
  #state: State = 'connecting'
  #stop: (() => void) | undefined
  #seen = false
  #observer = new IntersectionObserver(([entry]) => {
    this.#seen = entry?.isIntersecting ?? false
    this.#turn()
  })
  #turn = () => {
    const wanted = this.isConnected && this.#seen && !document.hidden
    if (!wanted) {
      this.#stop?.()
      this.#stop = undefined
    } else if (!this.#stop) this.#start()
  }

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [style]
    root.append(this.#figures, this.#status)
  }

  connectedCallback() {
    this.#figures.replaceChildren(...this.boxes)
    document.addEventListener('visibilitychange', this.#turn)
    this.#observer.observe(this)
    this.#show()
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#turn)
    this.#observer.disconnect()
    this.#turn()
  }

  attributeChangedCallback(name: string) {
    if (name === 'lang') return this.#show()
    this.#stop?.()
    this.#stop = undefined
    if (name === 'workspace') this.#frame = undefined
    this.#turn()
  }

  #start() {
    const api = this.getAttribute('api')
    const id = this.getAttribute('workspace')
    if (!api || !id) return
    this.#stop = follow<Frame>({
      api,
      document: this.document,
      variables: { id },
      token: () => this.#token(),
      versionOf: (frame) => this.versionOf(frame),
      onFrame: (frame) => {
        this.#frame = frame
        this.#show()
      },
      onState: (state) => {
        this.#state = state
        this.#show()
      },
    })
  }

  /** Nothing where the page's server gives none to whoever looks at the page. */
  async #token(): Promise<string> {
    const url = this.getAttribute('token-url')
    if (!url) return this.getAttribute('token') ?? ''
    const response = await fetch(url, { method: 'POST', credentials: 'same-origin' })
    if (response.status === 401 || response.status === 403) return ''
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    return (await response.text()).trim()
  }

  #show() {
    const language = languageOf(this)
    const shown = this.#state === 'refused' ? undefined : this.#frame
    if (shown) this.paint(shown, language)
    this.#figures.hidden = !shown
    this.#status.classList.toggle('live', this.#state === 'live')
    this.#words.textContent = language.words[this.#state]
  }
}
