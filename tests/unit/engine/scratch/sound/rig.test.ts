import { describe, expect, it } from "vitest"
import { initialVector } from "#engine/compute/index.ts"
import { plainColour } from "#engine/scratch/sound/deck/colour.ts"
import { Course } from "#engine/scratch/sound/deck/course.ts"
import { USUAL_PHYSICS } from "#engine/scratch/sound/deck/physics.ts"
import { recordOf } from "#engine/scratch/sound/deck/record.ts"
import { holdOut } from "#engine/scratch/sound/fit/hold-out.ts"
import type { HeardTake } from "#engine/scratch/sound/fit/heard-take.ts"
import { residualLayout } from "#engine/scratch/sound/residual/network.ts"
import { BANDS } from "#engine/scratch/sound/spectra/bands.ts"
import { readRig, type Rig, rigText } from "#engine/scratch/sound/rig/rig.ts"
import { RigPlayer } from "#engine/scratch/sound/rig/rig-player.ts"
import { scratchSample, techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"

const rig: Rig = {
  card: {
    ...{ name: "Kitchen", createdAt: 5, seed: 1, heldOut: "" },
    ...{ learntFrom: [{ title: "One", seconds: 3 }], figures: [] },
  },
  deck: { physics: USUAL_PHYSICS, colour: plainColour(0.7), speedColour: plainColour(0.02) },
  residual: {
    weights: initialVector(residualLayout(), 3),
    noise: new Float32Array(BANDS).fill(-8),
  },
}
const record = recordOf(scratchSample(44_100), 44_100)
const gesture = techniqueGesture(TECHNIQUES.chirp, { bpm: 95, rounds: 5, seed: 1 })

function played(blocks: number): Float32Array {
  const player = new RigPlayer(rig, new Course(gesture), record)
  const sound = new Float32Array(1.7 * 48_000)
  for (let from = 0; from < sound.length; from += blocks) {
    const block = sound.subarray(from, from + blocks)
    player.read(from, block)
  }
  return sound
}

describe("a rig", () => {
  it("is a file that a person can read, and the same rig when it is read", () => {
    const text = rigText(rig)
    expect(text).toContain('"faderDelayMs": 0')
    const back = readRig(text, "kitchen.json")
    expect(back.deck).toEqual(rig.deck)
    expect([...back.residual!.weights]).toEqual([...rig.residual!.weights])
    const plain = { ...rig, residual: null }
    expect(readRig(rigText(plain), "plain.json").residual).toBeNull()
    expect(back.card).toEqual(rig.card)
  })

  it("says what is wrong with a file that is none", () => {
    expect(() => readRig("{", "x.json")).toThrow("x.json is no rig: it is no JSON")
    expect(() => readRig("{}", "x.json")).toThrow("x.json is no rig: format")
    const short = rigText(rig).replace(/"weights": "[^"]+"/, '"weights": "AAAA"')
    expect(() => readRig(short, "x.json")).toThrow("its residual has other numbers")
    const wild = rigText(rig).replace('"cut": 0.06', '"cut": -1')
    expect(() => readRig(wild, "x.json")).toThrow("physics.cut")
  })

  it("plays the same to the bit however its sound is asked for, over the seams of its pieces", () => {
    const [whole, pieces] = [played(1.7 * 48_000), played(4096)]
    expect(pieces).toEqual(whole)
    expect(whole.every((value) => Number.isFinite(value))).toBe(true)
    // Where one piece ends and the next begins, no step.
    const seam = 256 * 256
    const step = (at: number): number => Math.abs(whole[at]! - whole[at - 1]!)
    const usual = Math.max(...Array.from({ length: 200 }, (_, i) => step(seam - 300 + i)))
    expect(step(seam)).toBeLessThan(2 * usual)
  })

  it("plays nothing but its own noise where a gesture has nothing, or one event", () => {
    const empty = { durationSeconds: 0.3, points: [], fader: [], touches: [] }
    const one = { ...empty, points: [{ timeSeconds: 0.1, positionTurns: 0.2 }] }
    for (const each of [empty, one]) {
      const sound = new Float32Array(480)
      new RigPlayer(rig, new Course(each), record).read(0, sound)
      expect(sound.every((value) => Math.abs(value) < 0.1)).toBe(true)
    }
  })
})

describe("what is held out", () => {
  const take = (takeKey: string, recordKey: string) => ({ takeKey, recordKey }) as HeardTake
  const keys = (takes: HeardTake[]) => takes.map(({ takeKey, recordKey }) => takeKey + recordKey)

  it("shares neither takes nor records with what is learnt from", () => {
    const all = ["1a", "2a", "3b", "4b", "5c", "1c"].map((key) => take(key[0]!, key[1]!))
    const { train, test, words } = holdOut(all)
    expect(keys(test)).toEqual(["5c", "1c"])
    expect(keys(train)).toEqual(["2a", "3b", "4b"])
    expect(words).toBe("2 takes on records that nothing was learnt from")
  })

  it("is a take alone where there is one record, and nothing of two takes", () => {
    expect(keys(holdOut(["1a", "2a", "3a"].map((key) => take(key[0]!, "a"))).test)).toEqual(["3a"])
    const two = holdOut([take("1", "a"), take("2", "a")])
    expect([two.train.length, two.test.length, two.words]).toEqual([2, 0, ""])
  })
})
