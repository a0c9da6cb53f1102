/**
 * Lets a long computation share its thread. Work is counted, not timed, so that results and tests depend on no clock:
 * after every `REST_AFTER` units (about as many multiplications, some milliseconds) timers and messages get their turn.
 */
export interface Pace {
  /** Counts work; true when it is time to `await rest()`. */
  due(units: number): boolean
  /** @throws the signal's reason once aborted. */
  rest(): Promise<void>
}

const REST_AFTER = 8_000_000

export function createPace(signal: AbortSignal | undefined): Pace {
  let work = 0
  return {
    due(units) {
      work += units
      return work >= REST_AFTER
    },
    async rest() {
      work = 0
      await new Promise<void>((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
    },
  }
}
