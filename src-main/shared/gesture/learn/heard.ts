/** Messages of a controller that nobody knows, gathered by what they are about. */
import { MidiStream } from "#shared/music/index.ts"
import type { RawEvent } from "../decode/raw-event.ts"

export interface HeardValue {
  atMicros: number
  value: number
}

/** What came on one key: a status and, where messages of its kind have one, a number. */
export interface HeardKey {
  status: number
  number: number
  /** Where it was heard first; undefined where ports have no names. */
  port: string | undefined
  values: HeardValue[]
}

/** By "B0 22", in the order in which they were first heard. Note-offs count as their note with velocity 0. */
export function heardKeys(events: readonly RawEvent[]): Map<string, HeardKey> {
  const keys = new Map<string, HeardKey>()
  const streams = new Map<string, MidiStream>()
  for (const { atMicros, bytes, port } of events) {
    const stream = streams.get(port ?? "") ?? new MidiStream()
    streams.set(port ?? "", stream)
    stream.push(bytes, (message) => {
      const [status, first, second] = [message >> 16, (message >> 8) & 0x7f, message & 0x7f]
      if (status >= 0xf0) return
      const isOff = status >> 4 === 0x8
      const isBend = status >> 4 === 0xe
      const key = { status: isOff ? status + 0x10 : status, number: isBend ? 0 : first }
      const name = isBend ? hex(key.status) : `${hex(key.status)} ${hex(key.number)}`
      const heard = keys.get(name) ?? { ...key, port, values: [] }
      keys.set(name, heard)
      heard.values.push({ atMicros, value: isOff ? 0 : second })
    })
  }
  return keys
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0")
