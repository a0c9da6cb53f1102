import { describe, expect, it } from "vitest"
import {
  constantsOf,
  createExecutor,
  encodeModel,
  floats,
  initialVector,
  lower,
  softmax,
  unpack,
} from "#engine/compute/index.ts"
import { FEATURES, featuresOf, MOST_STROKES } from "#engine/scratch/classifier/features.ts"
import { learnNames } from "#engine/scratch/classifier/learn.ts"
import { exampleOf } from "#engine/scratch/classifier/material/examples.ts"
import { packClassifier, unpackClassifier } from "#engine/scratch/classifier/model-file.ts"
import { shippedClassifier } from "#engine/scratch/classifier/model-io.ts"
import { nameRows } from "#engine/scratch/classifier/name.ts"
import { classifierLayout, nameStrokes, strokesInput } from "#engine/scratch/classifier/network.ts"
import { scoreNames } from "#engine/scratch/classifier/score.ts"
import { combined } from "#engine/scratch/reading/combine.ts"
import { TECHNIQUE_CLASSES, TECHNIQUES, techniqueGesture } from "#shared/scratch/index.ts"
import { onOtherDevice } from "../../../support/scratch/other-devices.ts"

const layout = classifierLayout()
const parameters = initialVector(layout, 5)
const chirp = techniqueGesture({ ...TECHNIQUES.chirp, jitter: 1 }, { rounds: 3 })

describe("what a gesture is told by", () => {
  it("is the same however many ticks a turn has and whichever part of the fader's way was used", () => {
    const rows = featuresOf(chirp, "unknown")
    const other = featuresOf(
      {
        ...chirp,
        points: chirp.points.map((each) => ({ ...each, positionTurns: each.positionTurns * 1.5 })),
        fader: chirp.fader.map((each) => ({ ...each, value: 0.94 - 0.25 * each.value })),
      },
      "unknown",
    )
    expect(rows).toHaveLength(6)
    for (const [i, row] of rows.entries())
      for (let k = 0; k < 32; k++) expect(other[i]![k]).toBeCloseTo(row[k]!, 4)
  })

  it("is finite, and an example is the same by its number alone", () => {
    for (let i = 0; i < 25; i++) {
      const { rows, label } = exampleOf(3, i)
      expect(rows.every((row) => row.length === FEATURES && row.every(Number.isFinite))).toBe(true)
      expect(label).toBeLessThanOrEqual(TECHNIQUE_CLASSES.length)
    }
    expect(exampleOf(3, 7)).toEqual(exampleOf(3, 7))
  })
})

describe("the classifier", () => {
  it("says in plain numbers what its graph says", async () => {
    const rows = featuresOf(chirp, "high")
    const weights = unpack(layout, parameters)
    const inputs = strokesInput(1)
    const outputs = { shares: softmax(nameStrokes(constantsOf(weights), inputs)) }
    const executor = await createExecutor("onnx-cpu")
    const session = await executor.open({
      models: { name: encodeModel(lower({ inputs, outputs })) },
      state: {},
      threads: 1,
    })
    const strokes = new Float32Array(MOST_STROKES * FEATURES)
    const counts = new Float32Array(MOST_STROKES)
    for (const [i, row] of rows.entries()) {
      strokes.set(row, i * FEATURES)
      counts[i] = 1 / rows.length
    }
    const { shares } = await session.run("name", {
      strokes: floats(strokes, [MOST_STROKES, 1, FEATURES]),
      counts: floats(counts, [MOST_STROKES, 1, 1]),
    })
    for (const [i, share] of nameRows(weights, rows).entries())
      expect(share).toBeCloseTo(Number(shares!.data[i]), 5)
    await executor.close()
  })

  it("learns, and goes on from any step as if it had never stopped", async () => {
    const examples = Array.from({ length: 40 }, (_, i) => exampleOf(9, i))
    const executor = await createExecutor("onnx-cpu")
    const settings = { batch: 16, steps: 40, rate: 3e-3, seed: 2 }
    const learn = async (from: Parameters<typeof learnNames>[2]["from"]) => {
      const told = []
      for await (const each of learnNames(examples, settings, { executor, from, every: 20 }))
        told.push(each)
      return told
    }
    const [first, last] = await learn(null)
    expect(last!.loss).toBeLessThan(first!.loss)
    const [resumed] = await learn(first!.state)
    expect(resumed!.state["parameters"]).toEqual(last!.state["parameters"])
    await executor.close()
  })

  it("comes back from its file, and says what is wrong with another", () => {
    const card = {
      ...{ parameters: parameters.length, command: "x", examples: 1, steps: 1, seed: 1 },
      ...{ cpuMinutes: 0, material: "", limits: "" },
      heldOut: { examples: 1, accuracy: 0.5, macroF1: 0.5 },
    }
    const file = packClassifier(parameters, card)
    const { weights, card: read } = unpackClassifier(file)
    expect(read).toEqual(card)
    expect(nameRows(weights, featuresOf(chirp, "high"))).toEqual(
      nameRows(unpack(layout, parameters), featuresOf(chirp, "high")),
    )
    expect(() => unpackClassifier(file.subarray(0, 900))).toThrow()
  })
})

describe("the classifier that comes with the program", () => {
  const { weights, card } = shippedClassifier()!

  it("names techniques on devices that it has not learnt from", () => {
    const pairs = TECHNIQUE_CLASSES.flatMap((name, right) =>
      [0, 1, 2].map((i) => {
        const shares = nameRows(weights, featuresOf(onOtherDevice(name, 9000 + i), "unknown"))
        return [right, shares.indexOf(Math.max(...shares))] as const
      }),
    )
    expect(scoreNames(pairs).accuracy).toBeGreaterThan(0.9)
    expect(card.heldOut.macroF1).toBeGreaterThan(0.92)
  })

  it("shifts what rules are unsure of, and names nothing that they refuse", () => {
    const label = {
      ...{ startSeconds: 0, endSeconds: 1, strokes: 4, technique: "forward" as const },
      ...{ confidence: 0.5, alternatives: [{ technique: "stab" as const, confidence: 0.45 }] },
    }
    const shares = TECHNIQUE_CLASSES.map((name) => (name === "stab" ? 0.9 : 0.1 / 20))
    const both = combined(label, [...shares, 0], 0.75)
    expect(both).toMatchObject({ technique: "stab", strokes: 4, endSeconds: 1 })
    const all = both.alternatives.reduce((sum, { confidence }) => sum + confidence, both.confidence)
    expect(all).toBeLessThanOrEqual(1 + 1e-9)
    expect(all).toBeGreaterThan(0.9)
    const unsure = { ...label, technique: null, confidence: 0.1 }
    expect(combined(unsure, [...shares, 0], 0.75)).toEqual(unsure)
  })
})

describe("the score of names", () => {
  it("is 1 where all are right, and counts what was told in vain", () => {
    expect(
      scoreNames([
        [0, 0],
        [1, 1],
      ]),
    ).toEqual({ accuracy: 1, macroF1: 1 })
    const { accuracy, macroF1 } = scoreNames([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 1],
    ])
    expect(accuracy).toBe(0.75)
    expect(macroF1).toBeCloseTo((2 / 3 + 4 / 5) / 2, 9)
  })
})
