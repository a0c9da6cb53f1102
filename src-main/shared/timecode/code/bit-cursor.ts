import type { TimecodeDefinition } from "./definitions.ts"
import { Lfsr } from "./lfsr.ts"

/** The bit of any cycle, found from the one asked for last; also before the record's first and after its last cycle. */
export class BitCursor {
  readonly #lfsr: Lfsr
  #state: number
  #cycle = 0

  constructor(timecode: TimecodeDefinition) {
    this.#lfsr = new Lfsr(timecode)
    this.#state = timecode.seed
  }

  /** Goes to a cycle whose state is known. */
  place(cycle: number, state: number): void {
    this.#cycle = cycle
    this.#state = state
  }

  bitAt(cycle: number): number {
    for (; this.#cycle < cycle; this.#cycle++) this.#state = this.#lfsr.forward(this.#state)
    for (; this.#cycle > cycle; this.#cycle--) this.#state = this.#lfsr.back(this.#state)
    return this.#state & 1
  }
}
