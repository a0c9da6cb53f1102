/** What a device sent: raw bytes with the time they came. Kept for ever; everything else is read out of it anew. */
export interface RawEvent {
  /** Of a monotonic clock, whole microseconds. */
  atMicros: number
  /** One or more messages as they came, or a report. */
  bytes: Uint8Array
  /** The port's name; absent where there is one only. */
  port?: string | undefined
}

/** Of a recording, in the order in which they came: an array, or what makes them only when they are asked for. */
export interface RawEvents extends Iterable<RawEvent> {
  readonly length: number
  slice(from: number, to: number): readonly RawEvent[]
}
