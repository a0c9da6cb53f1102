import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { MOST_SPEED, RecordReader } from "#shared/dsp/deck/index.ts"
import { recordOf, tone, toneAndRest } from "../../../../support/records.ts"

const RATE_HZ = 48_000
const COUNT = 9600

/** Reads at one speed, from the second second on. */
function readAt(hz: number, speed: number, recordHz = RATE_HZ): Float32Array {
  const source = recordOf(tone(hz), { rateHz: recordHz, seconds: 5 })
  const reader = new RecordReader(COUNT)
  const path = Float64Array.from(
    { length: COUNT + 1 },
    (_, i) => 2 * recordHz + (i * speed * recordHz) / RATE_HZ,
  )
  const out = new Float32Array(COUNT)
  reader.read(source, 0, path, COUNT, out)
  return out
}

describe("reading a record", () => {
  it.each([
    [1000, 0.7, 90],
    [10_000, 0.7, 90],
    [10_000, -0.7, 90],
    [15_000, 0.31, 90],
    [18_000, 0.95, 90],
    [5000, 1.3, 85],
    [3000, -2.5, 85],
  ])("%i Hz at speed %f is a clean tone, %i dB above what is not in it", (hz, speed, leastDb) => {
    const heard = toneAndRest(readAt(hz, speed), hz * Math.abs(speed), RATE_HZ)
    expect(heard.toneDb).toBeCloseTo(20 * Math.log10(0.5), 1)
    expect(heard.toneDb - heard.restDb).toBeGreaterThan(leastDb)
  })

  it.each([
    [10_000, 3],
    [10_000, -3],
    [14_000, 2.2],
    [6000, 6],
    [20_000, 1.5],
  ])("%i Hz at speed %f lies above hearing and leaves nothing behind", (hz, speed) => {
    const out = readAt(hz, speed)
    const power = out.reduce((sum, value) => sum + value * value, 0) / COUNT
    expect(10 * Math.log10(power / 0.125)).toBeLessThan(-80)
  })

  it("another rate of the record changes the speed, not the sound", () => {
    const heard = toneAndRest(readAt(4000, 0.8, 44_100), 3200, RATE_HZ)
    expect(heard.toneDb - heard.restDb).toBeGreaterThan(90)
  })

  it("standing still, every place gives the sound's own value there", () => {
    fc.assert(
      fc.property(fc.double({ min: 100, max: 90_000, noNaN: true }), (place) => {
        const out = new Float32Array(4)
        const source = recordOf(tone(997), { seconds: 2 })
        new RecordReader(4).read(source, 0, new Float64Array(5).fill(place), 4, out)
        for (const value of out) expect(value).toBeCloseTo(tone(997)(place / RATE_HZ), 4)
      }),
      { numRuns: 20 },
    )
  })

  it("is silent outside, whatever the path, and never anything but a number", () => {
    const source = recordOf(() => 1, { seconds: 0.1 })
    const reader = new RecordReader(32)
    const any = fc.array(fc.double({ min: -1e7, max: 1e7, noNaN: true }), {
      minLength: 33,
      maxLength: 33,
    })
    fc.assert(
      fc.property(any, (places) => {
        const out = new Float32Array(32)
        reader.read(source, 0, Float64Array.from(places), 32, out)
        expect(out.every((value) => Number.isFinite(value) && Math.abs(value) < 2)).toBe(true)
      }),
    )
    const out = new Float32Array(32).fill(1)
    reader.read(source, 0, new Float64Array(33).fill(20_000), 32, out)
    expect(out.every((value) => value === 0)).toBe(true)
  })

  it("counts the frames whose sound has not come", () => {
    const source = recordOf(() => 0.5, { seconds: 3 })
    source.drop(1)
    const reader = new RecordReader(32)
    const out = new Float32Array(32)
    reader.read(source, 0, new Float64Array(33).fill(70_000), 32, out)
    expect(reader.underrunFrames).toBe(32)
    reader.read(source, 0, new Float64Array(33).fill(1000), 32, out)
    expect(reader.underrunFrames).toBe(32)
    expect(MOST_SPEED).toBeGreaterThanOrEqual(8)
  })
})
