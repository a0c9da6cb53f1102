import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { openStripKernel } from "#engine/projects/sound-kernels-io.ts"
import { deviceSpecs, type DeviceProcessor, type DeviceSpec } from "#shared/dsp/devices/index.ts"
import { fade, Stereo } from "#shared/dsp/graph/levels.ts"
import { QUANTUM } from "#shared/dsp/graph/plan.ts"
import { SmoothGain } from "#shared/dsp/graph/smooth-gain.ts"
import { StripKernel } from "#shared/dsp/strip/strip-kernel.ts"
import { noise } from "../devices/sound.ts"

const RATE_HZ = 48_000
const devices: [string, DeviceSpec][] = Object.entries(deviceSpecs)

/** A pair of the same thing: in the kernel's memory, and beside it. */
function twins<T>(make: (strip: StripKernel | null) => T): [T, T] {
  return [make(openStripKernel()), make(null)]
}

function fillWith(target: Stereo, quantum: number, seed: number, peak: number): void {
  const { left, right } = noise(QUANTUM, seed + quantum, peak)
  target.left.set(left)
  target.right.set(right)
}

/** Values all over the ranges; of some parameters none, so that filters rest and compressors are plain. */
function setSome(
  device: DeviceProcessor,
  spec: DeviceSpec,
  seed: number,
  isInstant: boolean,
): void {
  const { left, right } = noise(spec.parameters.length, seed)
  spec.parameters.forEach(({ min, max }, index) => {
    if (right[index]! > 0) return
    device.setParameter(index, min + ((max - min) * (left[index]! + 1)) / 2, isInstant)
  })
}

describe.each(devices)("%s in the kernel's memory", (_, spec) => {
  it("makes the bits of its twin in TypeScript, at rest and while parameters move", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.array(fc.integer({ min: 1, max: QUANTUM }), { minLength: 1 }),
        (seed, cuts) => {
          const [ours, twin] = twins((strip) => {
            const device = spec.create(RATE_HZ, strip)
            setSome(device, spec, seed, true)
            const [sound, side] = [new Stereo(strip), new Stereo(strip)]
            const made: number[] = []
            for (let quantum = 0; quantum < 24; quantum++) {
              fillWith(sound, quantum, seed, 0.7)
              fillWith(side, quantum, seed + 99, 0.7)
              if (quantum === 8) setSome(device, spec, seed + 1, false)
              const frames = quantum < 16 ? QUANTUM : cuts[quantum % cuts.length]!
              device.process(sound.left, sound.right, frames, side.left, side.right)
              made.push(...sound.left, ...sound.right)
            }
            return Float32Array.from(made)
          })
          expect(ours).toEqual(twin)
        },
      ),
      { numRuns: 40 },
    )
  })

  it("may be left alone by silence once it is still: what comes later is the same", () => {
    const run = (
      mayRest: boolean,
      strip: StripKernel | null,
    ): { made: number[]; rested: number } => {
      const device = spec.create(RATE_HZ, strip)
      spec.parameters.forEach(({ id }, index) => {
        if (/gain|threshold/i.test(id)) device.setParameter(index, -20, true)
      })
      const sound = new Stereo(strip)
      const made: number[] = []
      let rested = 0
      for (let quantum = 0; quantum < 4000; quantum++) {
        const isHeard = quantum < 10 || quantum >= 3900
        if (isHeard) fillWith(sound, quantum, 5, 0.5)
        else {
          sound.left.fill(0)
          sound.right.fill(0)
        }
        if (mayRest && !isHeard && device.isStill) rested += 1
        else device.process(sound.left, sound.right, QUANTUM)
        if (quantum % 20 === 0 || quantum >= 3900)
          made.push(sound.left[100]! + 0, sound.right[27]! + 0)
      }
      return { made, rested }
    }
    const rested = run(true, openStripKernel())
    expect(rested.made).toEqual(run(false, null).made)
    if (["eq", "compressor"].includes(spec.kind)) expect(rested.rested).toBeGreaterThan(1000)
  })
})

describe("levels", () => {
  it("are the same in the kernel and beside it, for gains that stand and that move", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.double({ min: -2, max: 2, noNaN: true }), (seed, target) => {
        const [ours, twin] = twins((strip) => {
          const [from, to] = [new Stereo(strip), new Stereo(strip)]
          const values = strip?.floats(4) ?? new Float32Array(4)
          const gains = [new SmoothGain(RATE_HZ, 1), new SmoothGain(RATE_HZ, 0.3)] as const
          gains[0].target = target
          const made: number[] = []
          for (let quantum = 0; quantum < 20; quantum++) {
            fillWith(from, quantum, seed, 1)
            for (const gain of gains) gain.begin()
            fade(from, to, gains, { values, at: strip?.place(values) ?? -1 })
            to.add(from, QUANTUM, gains[0].value, gains[0].step)
            for (const gain of gains) gain.end()
            made.push(...to.left, ...to.right, ...values)
          }
          return Float32Array.from(made)
        })
        expect(ours).toEqual(twin)
      }),
    )
  })

  it("know silence from the smallest sound", () => {
    for (const stereo of twins((strip) => new Stereo(strip))) {
      expect(stereo.isSilent).toBe(true)
      stereo.right[127] = 1e-40
      expect(stereo.isSilent).toBe(false)
    }
  })
})

describe("the kernel's memory", () => {
  it("is given to one at a time, comes back as zeros, and ends in arrays of one's own", () => {
    const { exports, buffer, scratch } = openStripKernel()
    const strip = new StripKernel({
      exports,
      buffer: buffer.slice(0, scratch + 65_536),
      heapStart: scratch,
    })
    const taken = Array.from({ length: 100 }, () => strip.floats(256))
    taken.forEach((array, i) => array.fill(i))
    expect(taken.every((array, i) => array.every((value) => value === i))).toBe(true)
    expect(strip.holds(taken[0]!)).toBe(true)
    expect(strip.holds(taken[99]!)).toBe(false)
    strip.release(taken[3]!)
    strip.release(taken[99]!)
    const again = strip.floats(256)
    expect(again.byteOffset).toBe(taken[3]!.byteOffset)
    expect(again.every((value) => value === 0)).toBe(true)
    expect(strip.holds(strip.floats(256))).toBe(false)
  })
})
