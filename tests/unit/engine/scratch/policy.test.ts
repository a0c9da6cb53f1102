import { expect, test } from "vitest"
import {
  createExecutor,
  encodeModel,
  floats,
  initialVector,
  input,
  integers,
  lower,
  slicesOf,
} from "#engine/compute/index.ts"
import { decisionsFor, OBSERVATION, Observer, Worlds } from "#engine/scratch/environment/index.ts"
import { policyLayout } from "#engine/scratch/policy/clone.ts"
import { lessonsOf } from "#engine/scratch/policy/lessons.ts"
import { Player, policyOutputs, SKILL, withSkill } from "#engine/scratch/policy/network.ts"
import { packPractice, unpackPractice } from "#engine/scratch/policy/practice-file.ts"
import { earnedIn } from "#engine/scratch/policy/trial-rewards.ts"
import { HumanLimits, ScratchReward } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"

test("who plays live does what the network that learnt does", async () => {
  const layout = policyLayout(3)
  const weights = initialVector(layout, 4)
  const random = seededRandom(5)
  const observations = Float32Array.from({ length: OBSERVATION }, () => 2 * random() - 1)
  const known = { observations: input("observations", [1, OBSERVATION]) }
  const inputs = { ...known, skills: input("skills", [1], "int32") }
  const parameters = input("parameters", [layout.size])
  const slices = slicesOf(parameters, layout)
  const hands = policyOutputs(slices, withSkill(slices, 3, inputs))
  const executor = await createExecutor("onnx-cpu")
  const session = await executor.open({
    models: { play: encodeModel(lower({ inputs: { ...inputs, parameters }, outputs: { hands } })) },
    state: { parameters: floats(weights) },
  })
  const wanted = await session.run("play", {
    observations: floats(observations, [1, OBSERVATION]),
    skills: integers([2]),
  })
  await session.close()
  await executor.close()

  const player = new Player(layout, weights)
  const row = new Float32Array(OBSERVATION + SKILL)
  row.set(observations)
  row.set(player.skill(2), OBSERVATION)
  const played = new Float64Array(2)
  player.play(row, played)
  expect(played[0]).toBeCloseTo(Number(wanted["hands"]!.data[0]), 5)
  expect(played[1]).toBeCloseTo(Number(wanted["hands"]!.data[1]), 5)
})

test("hands are seen a reaction late; the beat, which is expected, is not", () => {
  const worlds = new Worlds(1, HumanLimits.parse({ reactionMs: 120, noise: 0 }))
  const observer = new Observer(worlds)
  const decisions = decisionsFor(1)
  decisions.speeds[0] = 1
  worlds.reset(0, 1)
  observer.begin()
  const seen = new Float32Array(OBSERVATION)
  const speeds = Array.from({ length: 20 }, () => {
    observer.write(0, 0.25, seen, 0)
    const speed = seen[14 + 3]!
    worlds.step(decisions)
    observer.advance()
    return speed
  })
  expect(speeds.slice(0, 13)).toEqual(new Array(13).fill(0))
  expect(speeds[13]).toBeGreaterThan(0)
  // The quarter of a beat, as a sine and a cosine of rounds a beat.
  expect(seen[4]).toBeCloseTo(1, 6)
  expect(seen[5]).toBeCloseTo(0, 6)
})

test("lessons tell of every step of every skill, and lead back to where a push has led away from", () => {
  const random = seededRandom(3)
  const genes = [1, 2].map(() => Float32Array.from({ length: 32 }, () => random()))
  const settings = { bpm: 120, limits: HumanLimits.parse({}), seed: 1 }
  const lessons = lessonsOf(genes, settings)
  expect(lessons.count).toBe(8 * 250 * 2)
  expect(lessons.observations.length).toBe(lessons.count * OBSERVATION)
  expect(lessons.observations.every((value) => Number.isFinite(value))).toBe(true)
  expect([...new Set(lessons.skills)]).toEqual([0, 1])
  expect(lessonsOf(genes, settings)).toEqual(lessons)
})

test("practice is read back as it was written, and a damaged file is told of", () => {
  const size = policyLayout(2).size
  const day = (seed: number): Float32Array => initialVector(policyLayout(2), seed)
  const practice = { niches: Int32Array.of(4, 9), days: [day(1), day(2)], qualities: [0.25, 0.5] }
  const bytes = packPractice(practice)
  expect(unpackPractice(bytes, "it")).toEqual(practice)
  expect(() => unpackPractice(bytes.subarray(0, 900), "it")).toThrow()
  const wild = { ...practice, days: [day(1), new Float32Array(size).fill(NaN)] }
  expect(() => unpackPractice(packPractice(wild), "it")).toThrow("it: what was learnt is damaged")
})

test("a bar earns where its sounds begin and at its end, and nothing where it is silent", () => {
  const speeds = Float32Array.from(
    { length: 3000 },
    (_, ms) => 0.8 * Math.sin((2 * Math.PI * ms) / 600),
  )
  const bar = { speeds, places: speeds.map(() => 0.5), bpm: 100, barFrom: 600, beatMs: 600 }
  const earned = new Float32Array(300)
  const weights = ScratchReward.parse({})
  const quality = earnedIn({ ...bar, faders: speeds.map(() => 1) }, weights, earned)
  expect(earned.at(-1)).toBeGreaterThan(4 * quality)
  expect(earned.filter((value) => value > 0).length).toBeGreaterThanOrEqual(8)
  expect(earnedIn({ ...bar, faders: speeds.map(() => 0) }, weights, earned)).toBe(0)
  expect(earned.every((value) => value === 0)).toBe(true)
})
