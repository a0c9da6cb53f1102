/** Raw events as any device might send them, on some ports, with gaps up to minutes. */
import fc from "fast-check"
import type { RawEvent } from "#shared/gesture/index.ts"

export const anyEvents: fc.Arbitrary<RawEvent[]> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.nat(3000), fc.nat(700_000_000)),
      fc.uint8Array({ minLength: 1, maxLength: 6 }),
      fc.constantFrom("", "Deck MIDI 1", "Mischpult Süd"),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((list) => {
    let atMicros = 5_000_000_000
    return list.map(([gap, bytes, port]) => {
      atMicros += gap
      return { atMicros, bytes, ...(port === "" ? {} : { port }) }
    })
  })
