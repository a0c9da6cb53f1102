import { describe, expect, it } from "vitest"
import type { Executor, Tensors } from "#engine/compute/index.ts"
import { floats } from "#engine/compute/index.ts"
import { adapterOf } from "#engine/training/loop/adapter.ts"
import type { RunEvent } from "#engine/training/loop/run.ts"
import { progressOf } from "#engine/training/loop/run-progress.ts"
import {
  aMaterial,
  aModel,
  keptInMemory,
  learnt,
  onnx,
  stateOf,
} from "../../../support/training/tiny.ts"

const measured = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === "measured" ? [event.measurement] : []))

/** `change` sees what each run of a model answers, counted from 0. */
function meddling(change: (answer: Tensors, count: number) => Tensors): Executor {
  let count = 0
  const open: Executor["open"] = async (spec) => {
    const session = await onnx.open(spec)
    const run: typeof session.run = async (name, inputs) => {
      const answer = await session.run(name, inputs)
      return name === "learn" ? change(answer, count++) : answer
    }
    return { ...session, run }
  }
  return { ...onnx, open }
}

describe("a run", () => {
  it.each(["notes", "chorales"] as const)("learns a batch of %s by heart", async (language) => {
    const plain = { transpose: false, stretchTempo: false, varyVelocity: false, dropout: 0 }
    const long = {
      context: 24,
      width: 32,
      steps: 160,
      measureEvery: 160,
      rate: 2e-2,
      weightDecay: 0,
    }
    const material = aMaterial({ language, ...plain, ...long, trunk: "gru" })
    const { events } = await learnt(
      { ...material, valid: material.train },
      { keeper: keptInMemory() },
    )
    const [first, last] = measured(events)
    expect(first!.valid).toBeGreaterThan(1)
    const fields = language === "notes" ? material.language.fields.length : 1
    expect(last!.valid / fields).toBeLessThan(0.05)
  })

  it("ends the same bit for bit with the same seed, and otherwise with another", async () => {
    const run = async (seed: number) => {
      const keeper = keptInMemory()
      const { events } = await learnt(aMaterial({ seed }), { keeper })
      return {
        losses: measured(events).map(({ train, valid }) => [train, valid]),
        state: stateOf(keeper),
      }
    }
    const [one, again, other] = [await run(1), await run(1), await run(2)]
    expect(again).toEqual(one)
    expect(other.losses).not.toEqual(one.losses)
  })

  it.each(["transformer", "gru"] as const)(
    "of a %s that is paused after any step ends as one that never was",
    async (trunk) => {
      const material = aMaterial({ trunk, language: "chorales", steps: 8, measureEvery: 3 })
      const whole = keptInMemory()
      await learnt(material, { keeper: whole })
      for (const pauseAfter of trunk === "gru" ? [2] : [1, 3, 7]) {
        const keeper = keptInMemory()
        const first = await learnt(material, { keeper, pauseAfter })
        expect(first.why).toBe("paused")
        expect(keeper.load()!.progress.step).toBe(pauseAfter)
        expect((await learnt(material, { keeper })).why).toBe("finished")
        expect(stateOf(keeper)).toEqual(stateOf(whole))
        const valids = keeper.load()!.progress.measurements.map(({ valid }) => valid)
        expect(valids).toEqual(whole.load()!.progress.measurements.map(({ valid }) => valid))
      }
    },
  )

  it("goes back and on at half the rate where numbers run away once", async () => {
    const keeper = keptInMemory()
    const executor = meddling((answer, count) =>
      count === 6 ? { ...answer, loss: floats([NaN], []) } : answer,
    )
    expect((await learnt(aMaterial(), { keeper, executor })).why).toBe("finished")
    const { falls, rateFactor, step, measurements } = keeper.load()!.progress
    expect({ falls, rateFactor, step }).toEqual({ falls: 1, rateFactor: 0.5, step: 12 })
    expect(measurements.map((each) => each.step)).toEqual([0, 4, 8, 12])
    const calm = keptInMemory()
    await learnt(aMaterial(), { keeper: calm })
    expect(stateOf(keeper)).not.toEqual(stateOf(calm))
  })

  it("gives up where they run away again and again, and is still there", async () => {
    const keeper = keptInMemory()
    const executor = meddling((answer) => ({ ...answer, gradientNorm: floats([Infinity], []) }))
    const run = learnt(aMaterial(), { keeper, executor })
    await expect(run).rejects.toMatchObject({ code: "internal", message: /lower rate/ })
    expect(keeper.load()!.progress.step).toBe(0)
  })

  it("says in words where memory runs out, and what would fit", async () => {
    const full = new Error("Non-zero status code: std::bad_alloc")
    const executor: Executor = { ...onnx, open: () => Promise.reject(full) }
    await expect(learnt(aMaterial(), { keeper: keptInMemory(), executor })).rejects.toMatchObject({
      code: "out-of-memory",
      message: "Too big for this computer's memory. Half the batch would fit.",
    })
    const failing = meddling(() => {
      throw new Error("Failed to allocate memory for requested buffer of size 8589934592")
    })
    await expect(
      learnt(aMaterial({ batch: 1 }), { keeper: keptInMemory(), executor: failing }),
    ).rejects.toMatchObject({ code: "out-of-memory", message: /smaller model/ })
  })

  it("ends early where held-out music became no cheaper so many times in a row", () => {
    const after = (...valids: number[]) =>
      valids.reduce((progress, valid) => progress.measured(valid).measured, progressOf())
    expect(after(3, 2, 2.5).isStale(2)).toBe(false)
    expect(after(3, 2, 2.5, 2.4).isStale(2)).toBe(true)
    expect(after(3, 2, 2.5, 1.9).isStale(2)).toBe(false)
    expect(after(3, 4, 4, 4, 4).isStale(0)).toBe(false)
  })
})

describe("a run that begins as another model", () => {
  const parent = aModel({ language: "chorales" }, 3).weights

  it.each(["full", "lora"] as const)("(%s) begins with what its parent knows", async (tune) => {
    const alone = keptInMemory()
    await learnt({ ...aMaterial({ seed: 3, steps: 1 }) }, { keeper: alone })
    const parentLoss = alone.load()!.progress.measurements[0]!.valid
    const keeper = keptInMemory()
    await learnt({ ...aMaterial({ tune, steps: 1 }), parent }, { keeper })
    expect(keeper.load()!.progress.measurements[0]!.valid).toBeCloseTo(parentLoss, 5)
  })

  it("by low-rank changes costs as much with them beside its weights as with them in its weights", async () => {
    const material = { ...aMaterial({ tune: "lora", rank: 2, rate: 5e-2 }), parent }
    const keeper = keptInMemory()
    await learnt(material, { keeper })
    const { state, progress } = keeper.load()!
    const merged = adapterOf(material).weights(state["parameters"]!.data as Float32Array)
    expect([...merged.keys()].sort()).toEqual([...parent.keys()].sort())
    expect(merged).not.toEqual(parent)
    const whole = keptInMemory()
    await learnt({ ...aMaterial({ steps: 1 }), parent: merged }, { keeper: whole })
    const { valid } = whole.load()!.progress.measurements[0]!
    expect(valid).toBeCloseTo(progress.measurements.at(-1)!.valid, 5)
    expect(valid).not.toBeCloseTo(progress.measurements[0]!.valid, 5)
  })
})
