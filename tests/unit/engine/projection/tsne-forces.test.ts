import { expect, test } from "vitest"
import { fillField, openField, type Field } from "#engine/projection/tsne-field.ts"
import { CAUCHY, SHARP, STUDENT_2 } from "#engine/projection/tsne-schedule.ts"
import {
  attractionPieces,
  attractPiece,
  normaliserOf,
  prepareRepulsion,
  repulsePiece,
} from "#engine/projection/tsne-step.ts"
import { computeForces, costOf, type Layout3 } from "#engine/projection/tsne-oracle.ts"
import type { Affinities } from "#engine/projection/affinities.ts"
import { chance, near } from "./point-sets.ts"

const laws = [
  ["one degree of freedom", CAUCHY],
  ["two degrees of freedom", STUDENT_2],
  ["sharp forces", SHARP],
] as const

test.each(laws)("the kernel's forces are those of the oracle: %s", (_, law) => {
  const { field, layout, affinities } = aField({ count: 203, spread: 2 })
  const expected = computeForces(layout, affinities, law)
  const actual = forcesOf(field, law)
  expect(actual.normaliser / expected.normaliser).toBeCloseTo(1, 4)
  expect(relativeError(actual.attraction, expected.attraction)).toBeLessThan(1e-5)
  expect(relativeError(actual.repulsion, expected.repulsion)).toBeLessThan(1e-5)
})

test.each(laws)("the tree's forces are close to the exact ones: %s", (_, law) => {
  for (const spread of [0.001, 0.5, 12]) {
    const { field } = aField({ count: 4500, spread })
    const { shape, forces, at } = field
    const tree = forcesOf(field, law)
    new Float32Array(field.memory.buffer, at.repulsion, shape.count * 4).fill(0)
    forces.repulse(at.points, shape.count, at.points, shape.count, at.repulsion, law)
    const exact = { repulsion: readForces(field, at.repulsion), normaliser: normaliserOf(field) }
    expect(Math.abs(tree.normaliser / exact.normaliser - 1)).toBeLessThan(0.015)
    expect(relativeError(tree.repulsion, exact.repulsion)).toBeLessThan(0.03)
  }
})

test.each(laws.slice(0, 2))("the oracle's forces are the slope of the cost: %s", (_, law) => {
  const { layout, affinities } = aField({ count: 30, spread: 1.5 })
  const { attraction, repulsion, normaliser } = computeForces(layout, affinities, law)
  const scale = law === CAUCHY ? 4 : 6
  const step = 1e-5
  for (const at of [0, 7, 31, 62, 89]) {
    const slope =
      (costOf(moved(layout, at, step), affinities, law) -
        costOf(moved(layout, at, -step), affinities, law)) /
      (2 * step)
    const gradient = scale * ((attraction[at] ?? 0) - (repulsion[at] ?? 0) / normaliser)
    expect(gradient).toBeCloseTo(slope, 6)
  }
})

function moved(layout: Layout3, at: number, by: number): Layout3 {
  const copy = layout.slice()
  copy[at] = (copy[at] ?? 0) + by
  return copy
}

/** Random places in 32 bits and a ring of edges with uneven weights. */
function aField({ count, spread }: { count: number; spread: number }): {
  field: Field
  layout: Layout3
  affinities: Affinities
} {
  const random = chance(count)
  const positions = Float32Array.from({ length: count * 3 }, () => near(random) * spread)
  const reach = [1, 2, 5, 11, count - 11, count - 5, count - 2, count - 1]
  const affinities: Affinities = {
    rows: Uint32Array.from({ length: count + 1 }, (_, i) => i * reach.length),
    columns: Uint32Array.from({ length: count * reach.length }, (_, e) => {
      return (Math.floor(e / reach.length) + (reach[e % reach.length] ?? 0)) % count
    }),
    weights: Float32Array.from({ length: count * reach.length }, (_, e) => {
      const step = reach[e % reach.length] ?? 0
      return 1 / Math.min(step, count - step)
    }),
  }
  const total = affinities.weights.reduce((sum, weight) => sum + weight, 0)
  affinities.weights = affinities.weights.map((weight) => weight / total)
  const field = openField({ count, edges: affinities.columns.length, threads: 1 })
  fillField(field, affinities, positions, 3)
  return { field, layout: Float64Array.from(positions), affinities }
}

function forcesOf(field: Field, law: number): ReturnType<typeof computeForces> {
  const settings = { law, exaggeration: 1, momentum: 0.8 }
  const repulsion = prepareRepulsion(field, settings)
  for (let i = 0; i < repulsion.pieces; i++) repulsePiece(field, repulsion, i, settings)
  for (let i = 0; i < attractionPieces(field); i++) attractPiece(field, i, settings)
  return {
    attraction: readForces(field, field.at.attraction),
    repulsion: readForces(field, field.at.repulsion),
    normaliser: normaliserOf(field),
  }
}

function readForces({ memory, shape: { count } }: Field, at: number): Float64Array {
  return Float64Array.from(new Float32Array(memory.buffer, at, count * 4)).filter(
    (_, i) => i % 4 < 3,
  )
}

function relativeError(actual: Float64Array, expected: Float64Array): number {
  let error = 0
  let size = 0
  expected.forEach((value, i) => {
    error += (value - (actual[i] ?? 0)) ** 2
    size += value ** 2
  })
  return Math.sqrt(error / size)
}
