/** What turns messages into sound. Runs on the audio thread and offline alike; `process` allocates nothing. */
export interface Instrument {
  /** Takes effect at the next processed frame. @param message status << 16 | data 1 << 8 | data 2 (MIDI 1.0). */
  send(message: number): void
  setParameter(id: string, value: number): void
  /** Writes frames from..from + count of `left` and `right`, over what stands there. */
  process(left: Float32Array, right: Float32Array, from: number, count: number): void
  /** Ends every voice at once. */
  reset(): void
}
