import fc from "fast-check"
import { SpessaSynthProcessor } from "spessasynth_core"
import { expect, it } from "vitest"
import {
  hastenOscillators,
  processHermite,
  type HermiteOscillator,
} from "#shared/dsp/instruments/hermite-oscillator.ts"

/** The synthesiser's own. */
function theirs(synth: SpessaSynthProcessor): HermiteOscillator {
  const inside = synth as unknown as {
    synthCore: { voices: { oscillators: HermiteOscillator[] }[] }
  }
  return inside.synthCore.voices[0]!.oscillators[2]!
}

const synth = new SpessaSynthProcessor(48_000, { effectsEnabled: false })
const original = theirs(synth).process
const FRAMES = 400
const sampleData = Float32Array.from({ length: FRAMES }, (_, i) => Math.sin(i * i * 0.01))

const Settings = fc
  .record({
    isLooping: fc.boolean(),
    loopEnd: fc.integer({ min: 8, max: FRAMES }),
    loopShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    cursor: fc.double({ min: 0, max: FRAMES, noNaN: true }),
    playbackStep: fc.double({ min: 0.01, max: 9, noNaN: true }),
  })
  .map(({ loopShare, loopEnd, ...rest }) => ({
    ...{ ...rest, loopEnd, loopLength: Math.max(1, Math.floor(loopEnd * loopShare)) },
    ...{ sampleData, end: FRAMES },
  }))

it("reads samples as the synthesiser does, bit for bit, round loops and over ends", () => {
  fc.assert(
    fc.property(Settings, fc.double({ min: 0.5, max: 2, noNaN: true }), (settings, ratio) => {
      const [a, b] = [
        { ...settings, process: original },
        { ...settings, process: processHermite },
      ]
      for (let block = 0; block < 3; block++) {
        const [outA, outB] = [new Float32Array(50), new Float32Array(50)]
        expect(b.process(50, ratio, outB)).toBe(a.process(50, ratio, outA))
        expect(outB).toEqual(outA)
        expect(b.cursor).toBe(a.cursor)
      }
    }),
  )
})

it("takes the other's place in every synthesiser, once", () => {
  hastenOscillators(synth)
  hastenOscillators(synth)
  expect(theirs(new SpessaSynthProcessor(44_100)).process).toBe(processHermite)
})

it("leaves one alone that sounds otherwise", () => {
  const other = (): boolean => true
  const kind = { process: other }
  const oscillators = [{}, {}, Object.create(kind) as object]
  hastenOscillators({ synthCore: { voices: [{ oscillators }] } } as never)
  expect(kind.process).toBe(other)
})
