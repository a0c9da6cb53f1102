import { expect, it } from "vitest"
import { MOST_SENDS, TimedSends } from "../../../../../src-main/shared/dsp/graph/timed-sends.ts"

/** Writes down what it is asked for. */
const anInstrument = (log: string[]) => ({
  send: (message: number) => void log.push(`send ${message}`),
  setParameter: () => undefined,
  process: (_left: unknown, _right: unknown, from: number, count: number) =>
    void log.push(`${from}+${count}`),
  reset: () => undefined,
})
const silence = new Float32Array(128)

it("an instrument gets messages at their frames, between the song's own pieces", () => {
  const log: string[] = []
  const sends = new TimedSends()
  const instrument = anInstrument(log)
  expect(sends.before(instrument)).toBe(instrument)
  for (const [offset, message] of [
    [0, 1],
    [40, 2],
    [100, 3],
  ] as const)
    sends.add(offset, message)
  const timed = sends.before(instrument)
  timed.process(silence, silence, 0, 64)
  timed.process(silence, silence, 64, 64)
  sends.finish(instrument)
  expect(log).toEqual(["send 1", "0+40", "send 2", "40+24", "64+36", "send 3", "100+28"])
  expect(sends.isEmpty).toBe(true)
  for (let i = 0; i < MOST_SENDS; i++) expect(sends.add(0, i)).toBe(true)
  expect(sends.add(0, 1)).toBe(false)
})
