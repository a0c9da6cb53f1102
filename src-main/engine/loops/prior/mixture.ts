/**
 * What points of real loops are like: a mixture of normal distributions, by expectation maximisation (Dempster et al. 1977).
 * Drawing from it instead of from the standard normal one is drawing from where decoding was learnt (Ghosh et al. 2020).
 */
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { cholesky, logDeterminant, solvedSquare } from "./cholesky.ts"

export interface Mixture {
  dimensions: number
  /** Shares of all points; they sum to 1. */
  weights: Float32Array
  /** [components, dimensions] */
  means: Float32Array
  /** Lower triangles whose squares are covariances: [components, dimensions, dimensions]. */
  roots: Float32Array
}

interface FitOptions {
  dimensions: number
  components: number
  rounds: number
  seed: number
}

/** Of the whole spread, added to each component's own, so that few points make no needle. */
const SHRINKAGE = 0.01
const LEAST_VARIANCE = 1e-4

/** @param points rows of `dimensions` numbers, many more than components */
export function fitMixture(points: Float32Array, options: FitOptions): Mixture {
  const { dimensions, components, rounds, seed } = options
  const count = points.length / dimensions
  const random = seededRandom(seed)
  const spread = spreadOf(points, dimensions)
  let shares: Float64Array = new Float64Array(count * components)
  const centres = Array.from({ length: components }, () => Math.floor(random() * count))
  for (let row = 0; row < count; row++)
    shares[row * components + nearest(points, row, centres, dimensions, spread)] = 1
  let mixture = maximised(points, shares, { dimensions, components, spread })
  for (let round = 0; round < rounds; round++) {
    shares = expected(points, mixture)
    mixture = maximised(points, shares, { dimensions, components, spread })
  }
  return mixture
}

/** @param temperature 0 takes a component's middle, 1 is as spread as real loops are */
export function drawFrom(mixture: Mixture, random: Random, temperature: number): Float32Array {
  const { dimensions, weights, means, roots } = mixture
  const component = drawComponent(weights, random)
  const noise = Float32Array.from({ length: dimensions }, () => temperature * nearNormal(random))
  const from = component * dimensions * dimensions
  return noise.map((_, row) => {
    let sum = means[component * dimensions + row]!
    for (let column = 0; column <= row; column++)
      sum += roots[from + row * dimensions + column]! * noise[column]!
    return sum
  })
}

function drawComponent(weights: Float32Array, random: Random): number {
  let left = random()
  for (const [component, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return component
  }
  return weights.length - 1
}

/** Variances of each dimension. */
function spreadOf(points: Float32Array, dimensions: number): Float64Array {
  const count = points.length / dimensions
  const [sums, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)]
  for (const [at, value] of points.entries()) {
    sums[at % dimensions]! += value
    squares[at % dimensions]! += value * value
  }
  return squares.map((square, i) =>
    Math.max(LEAST_VARIANCE, square / count - (sums[i]! / count) ** 2),
  )
}

function nearest(
  points: Float32Array,
  row: number,
  centres: readonly number[],
  dimensions: number,
  spread: Float64Array,
): number {
  let best = { at: 0, distance: Infinity }
  for (const [at, centre] of centres.entries()) {
    let distance = 0
    for (let i = 0; i < dimensions; i++)
      distance +=
        (points[row * dimensions + i]! - points[centre * dimensions + i]!) ** 2 / spread[i]!
    if (distance < best.distance) best = { at, distance }
  }
  return best.at
}

/** How likely each point is of each component: [points, components], rows sum to 1. */
function expected(
  points: Float32Array,
  { dimensions, weights, means, roots }: Mixture,
): Float64Array {
  const components = weights.length
  const count = points.length / dimensions
  const shares = new Float64Array(count * components)
  const square = dimensions * dimensions
  const offset = new Float64Array(dimensions)
  for (let component = 0; component < components; component++) {
    const root = roots.subarray(component * square, (component + 1) * square)
    const plain = Math.log(Math.max(1e-12, weights[component]!)) - logDeterminant(root, dimensions)
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < dimensions; i++)
        offset[i] = points[row * dimensions + i]! - means[component * dimensions + i]!
      shares[row * components + component] = plain - solvedSquare(root, offset) / 2
    }
  }
  for (let row = 0; row < count; row++)
    toShares(shares.subarray(row * components, (row + 1) * components))
  return shares
}

function toShares(logs: Float64Array): void {
  const greatest = logs.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let i = 0; i < logs.length; i++) sum += logs[i] = Math.exp(logs[i]! - greatest)
  for (let i = 0; i < logs.length; i++) logs[i]! /= sum
}

function maximised(
  points: Float32Array,
  shares: Float64Array,
  {
    dimensions,
    components,
    spread,
  }: { dimensions: number; components: number; spread: Float64Array },
): Mixture {
  const count = points.length / dimensions
  const square = dimensions * dimensions
  const mixture: Mixture = {
    dimensions,
    weights: new Float32Array(components),
    means: new Float32Array(components * dimensions),
    roots: new Float32Array(components * square),
  }
  for (let component = 0; component < components; component++) {
    const share = (row: number): number => shares[row * components + component]!
    const { weight, mean, covariance } = moments(points, share, dimensions)
    mixture.weights[component] = weight / count
    mixture.means.set(mean, component * dimensions)
    for (let i = 0; i < dimensions; i++) covariance[i * dimensions + i]! += SHRINKAGE * spread[i]!
    mixture.roots.set(cholesky(covariance, dimensions), component * square)
  }
  return mixture
}

function moments(points: Float32Array, share: (row: number) => number, dimensions: number) {
  const count = points.length / dimensions
  const mean = new Float64Array(dimensions)
  const covariance = new Float64Array(dimensions * dimensions)
  let weight = 1e-9
  for (let row = 0; row < count; row++) {
    const own = share(row)
    weight += own
    for (let i = 0; i < dimensions; i++) mean[i]! += own * points[row * dimensions + i]!
  }
  for (let i = 0; i < dimensions; i++) mean[i]! /= weight
  for (let row = 0; row < count; row++) {
    const own = share(row) / weight
    if (own < 1e-9) continue
    for (let i = 0; i < dimensions; i++) {
      const left = own * (points[row * dimensions + i]! - mean[i]!)
      for (let j = 0; j <= i; j++)
        covariance[i * dimensions + j]! += left * (points[row * dimensions + j]! - mean[j]!)
    }
  }
  return { weight, mean, covariance }
}
