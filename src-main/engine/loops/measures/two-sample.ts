/** How well two sets can be told apart: logistic regression, on loops that it has not seen (Lopez-Paz & Oquab 2017). */
import { seededRandom } from "#shared/music/random.ts"

const FOLDS = 5
const ROUNDS = 300
const RATE = 0.5
const WEIGHT_DECAY = 1e-3

/**
 * Share of loops whose set was told right, by turns of five: .5 where nothing can be told.
 * @param one @param other as many rows of numbers each
 */
export function twoSampleAccuracy(
  one: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
  seed: number,
): number {
  const random = seededRandom(seed)
  const rows = [...one.map((x) => ({ x, y: 1 })), ...other.map((x) => ({ x, y: 0 }))]
  const mixed = rows.map((row) => ({ ...row, at: random() })).sort((a, b) => a.at - b.at)
  let right = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const told = learn(mixed.filter((_, i) => i % FOLDS !== fold))
    right += mixed.filter(({ x, y }, i) => i % FOLDS === fold && Number(told(x) > 0) === y).length
  }
  return right / rows.length
}

interface Row {
  x: readonly number[]
  y: number
}

function learn(rows: readonly Row[]): (x: readonly number[]) => number {
  const width = rows[0]!.x.length
  const means = columns(width, (i) => average(rows.map(({ x }) => x[i]!)))
  const scales = columns(width, (i) =>
    Math.max(1e-9, Math.sqrt(average(rows.map(({ x }) => (x[i]! - means[i]!) ** 2)))),
  )
  const normal = (x: readonly number[]): number[] =>
    x.map((value, i) => (value - means[i]!) / scales[i]!)
  const all = rows.map(({ x, y }) => ({ x: normal(x), y }))
  const weights = new Float64Array(width + 1)
  const score = (x: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * weights[i]!, weights[width]!)
  for (let round = 0; round < ROUNDS; round++) {
    const move = new Float64Array(width + 1)
    for (const { x, y } of all) {
      const off = y - 1 / (1 + Math.exp(-score(x)))
      for (let i = 0; i < width; i++) move[i]! += off * x[i]!
      move[width]! += off
    }
    for (let i = 0; i <= width; i++)
      weights[i]! += RATE * (move[i]! / all.length - (i < width ? WEIGHT_DECAY * weights[i]! : 0))
  }
  return (x) => score(normal(x))
}

const columns = (count: number, of: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => of(i))

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
