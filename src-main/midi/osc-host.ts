/** Hears Open Sound Control where it was switched on, stamps what comes in, and tells whoever listens. */
import type { FromMidi, OscState, OscWhere } from "#shared/contract/index.ts"

export interface OscSocket {
  addresses: readonly string[]
  close(): void
}

/** @throws where the port is another program's */
export type OpenOsc = (
  where: Exclude<OscWhere, "off">,
  port: number,
  receive: (from: string, bytes: Uint8Array) => void,
) => Promise<OscSocket>

interface Options {
  open: OpenOsc
  /** Monotonic milliseconds. */
  now(): number
}

const OFF: OscState = { where: "off", port: 0, addresses: [], problem: null }

export class OscHost {
  #options: Options
  #tell: (message: FromMidi) => void = () => undefined
  #socket: OscSocket | undefined
  #state = OFF
  /** Whoever switched last counts. */
  #asked = 0

  constructor(options: Options) {
    this.#options = options
  }

  get state(): FromMidi {
    return { kind: "osc-state", ...this.#state }
  }

  tellTo(tell: (message: FromMidi) => void): void {
    this.#tell = tell
  }

  async hear({ where, port }: Pick<OscState, "where" | "port">): Promise<void> {
    const asked = ++this.#asked
    this.#socket?.close()
    this.#socket = undefined
    this.#become({ ...OFF, where, port })
    if (where === "off") return
    try {
      const socket = await this.#options.open(where, port, (from, bytes) => {
        if (asked !== this.#asked) return
        this.#tell({ kind: "osc", from, bytes, atMs: this.#options.now() })
      })
      if (asked !== this.#asked) {
        socket.close()
        return
      }
      this.#socket = socket
      this.#become({ where, port, addresses: socket.addresses, problem: null })
    } catch (error) {
      if (asked !== this.#asked) return
      const why = error instanceof Error ? error.message : String(error)
      this.#become({ where, port, addresses: [], problem: why })
    }
  }

  #become(state: OscState): void {
    this.#state = state
    this.#tell(this.state)
  }
}
