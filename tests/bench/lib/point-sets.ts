/** Synthetic points of 26 standardised numbers, in three shapes that songs' chunks take. */
export const POINT_DIMS = 26
export const POINT_SHAPES = ["clouds", "strands", "sheet"] as const
export type PointShape = (typeof POINT_SHAPES)[number]

export function makePoints(shape: PointShape, count: number, seed: number): Float32Array {
  const random = chance(seed)
  const data = new Float32Array(count * POINT_DIMS)
  const makeRow = { clouds, strands, sheet }[shape](random, count)
  for (let i = 0; i < count; i++) data.set(makeRow(i), i * POINT_DIMS)
  return standardise(data, count)
}

type Row = (i: number) => Float32Array

/** Twelve round clouds of different widths, overlapping. */
function clouds(random: () => number): Row {
  const centres = Array.from({ length: 12 }, () => ({
    at: row(() => normal(random) * 1.6),
    width: 0.4 + 0.6 * random(),
  }))
  return () => {
    const { at, width } = centres[Math.floor(random() * centres.length)] ?? {
      at: row(() => 0),
      width: 1,
    }
    return at.map((value) => value + normal(random) * width)
  }
}

/** Ten smooth strands: sounds that change slowly. */
function strands(random: () => number, count: number): Row {
  const all = Array.from({ length: 10 }, () => ({
    at: row(() => normal(random) * 1.2),
    waves: Array.from({ length: 4 }, () => row(() => normal(random))),
    phases: Array.from({ length: 4 }, () => random() * 2 * Math.PI),
  }))
  return (i) => {
    const strand = all[Math.min(9, Math.floor((i * 10) / count))]
    const time = random()
    return row((d) => {
      let value = (strand?.at[d] ?? 0) + normal(random) * 0.25
      strand?.waves.forEach((wave, w) => {
        value +=
          (Math.sin(Math.PI * (w + 1) * time + (strand.phases[w] ?? 0)) * (wave[d] ?? 0)) / (w + 1)
      })
      return value
    })
  }
}

/** One bent body without gaps, of eight dimensions with noise. */
function sheet(random: () => number): Row {
  const mixing = Array.from({ length: 8 }, () => row(() => normal(random)))
  return () => {
    const hidden = mixing.map((_, h) => Math.tanh(normal(random) * (1 - h * 0.1)))
    return row((d) => {
      let value = normal(random) * 0.3
      hidden.forEach((amount, h) => (value += amount * (mixing[h]?.[d] ?? 0)))
      return value
    })
  }
}

function standardise(data: Float32Array, count: number): Float32Array {
  for (let d = 0; d < POINT_DIMS; d++) {
    let sum = 0
    let squares = 0
    for (let at = d; at < data.length; at += POINT_DIMS) {
      sum += data[at] ?? 0
      squares += (data[at] ?? 0) ** 2
    }
    const mean = sum / count
    const deviation = Math.sqrt(squares / count - mean * mean) || 1
    for (let at = d; at < data.length; at += POINT_DIMS)
      data[at] = ((data[at] ?? 0) - mean) / deviation
  }
  return data
}

function row(value: (d: number) => number): Float32Array {
  return Float32Array.from({ length: POINT_DIMS }, (_, d) => value(d))
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** xorshift32 (Marsaglia 2003). */
function chance(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}
