/** The residual learnt: what bands were heard against what the physics made, plus the rig's noise. */
import { type Random, seededRandom } from "#shared/music/random.ts"
import {
  abs,
  add,
  exp,
  floats,
  input,
  log,
  mean,
  type Parameters,
  slice,
  sub,
  type Tensors,
  type Value,
} from "../../../compute/index.ts"
import type { LearntDeck } from "../deck/learnt-deck.ts"
import { RESIDUAL_INPUTS, residualLayout, residualNetwork } from "../residual/network.ts"
import { INPUT_SPAN, seenOf } from "../residual/residual.ts"
import { BANDS, LEAST_POWER, logBands } from "../spectra/bands.ts"
import type { HeardTake } from "./heard-take.ts"
import type { Learning } from "./learn.ts"

const [BATCH, FRAMES] = [8, 192]

interface Lesson {
  /** Frames x inputs, x bands, x bands. */
  inputs: Float32Array
  made: Float32Array
  heard: Float32Array
  frames: number
}

export interface ResidualLearning extends Learning {
  /** Of the rig where nothing plays, by band. */
  noise: Float32Array
}

export function residualLearning(
  deck: LearntDeck,
  takes: readonly HeardTake[],
  { steps, seed }: { steps: number; seed: number },
): ResidualLearning {
  const lessons = takes.map(({ playing, heard }): Lesson => {
    const { inputs, bands } = seenOf(deck, playing, { from: 0, count: heard.length })
    return { inputs, made: bands, heard: logBands(heard), frames: bands.length / BANDS }
  })
  const noise = quietBands(lessons.map(({ heard }) => heard))
  const [x, made, heard] = [
    input("x", [BATCH, RESIDUAL_INPUTS, FRAMES]),
    input("made", [BATCH, BANDS, FRAMES]),
    input("heard", [BATCH, BANDS, FRAMES]),
  ]
  const quiet = input("quiet", [1, BANDS, 1])
  return {
    ...{ noise, steps, seed, rate: 0.004, layout: residualLayout() },
    inputs: { x, made, heard, quiet },
    loss: (parameters) => lossOf(parameters, { x, made, heard, quiet }),
    batchAt: (step) => ({
      ...batchOf(lessons, noise, seed + Math.imul(step + 1, 0x85ebca6b)),
      quiet: floats(noise, [1, BANDS, 1]),
    }),
  }
}

interface Batch {
  x: Value
  made: Value
  heard: Value
  quiet: Value
}

/** Mean distance of logarithmic powers: noise and what plays add their powers, for they know nothing of one another. */
function lossOf(parameters: Parameters, { x, made, heard, quiet }: Batch): Value {
  const told = residualNetwork(parameters, x)
  const played = exp(add(made, slice(told, 1, 0, BANDS)))
  const noise = exp(add(slice(told, 1, BANDS), quiet))
  const all = log(add(add(played, noise), LEAST_POWER))
  return mean(abs(sub(all, heard)))
}

function batchOf(lessons: readonly Lesson[], noise: Float32Array, seed: number): Tensors {
  const random = seededRandom(seed)
  const x = new Float32Array(BATCH * RESIDUAL_INPUTS * FRAMES)
  const [made, heard] = [
    new Float32Array(BATCH * BANDS * FRAMES),
    new Float32Array(BATCH * BANDS * FRAMES),
  ]
  for (let row = 0; row < BATCH; row++) {
    const lesson = lessons[Math.floor(random() * lessons.length)]!
    const from = Math.floor(random() * Math.max(1, lesson.frames - FRAMES))
    putTurned(lesson.inputs, RESIDUAL_INPUTS, { from, row, out: x })
    putTurned(lesson.made, BANDS, { from, row, out: made })
    putTurned(lesson.heard, BANDS, { from, row, out: heard })
    recolour({ x, made, heard }, row, { curve: curveOf(random), noise })
  }
  return {
    x: floats(x, [BATCH, RESIDUAL_INPUTS, FRAMES]),
    made: floats(made, [BATCH, BANDS, FRAMES]),
    heard: floats(heard, [BATCH, BANDS, FRAMES]),
  }
}

/** Nats of power by which a record's colour may differ. */
const RECOLOURING = 1.5

/** Smooth over the bands: a level, a tilt and two waves. */
function curveOf(random: Random): Float64Array {
  const parts = Array.from({ length: 4 }, () => RECOLOURING * (2 * random() - 1))
  return Float64Array.from({ length: BANDS }, (_, band) =>
    parts.reduce((sum, part, k) => sum + part * Math.cos((Math.PI * k * (band + 0.5)) / BANDS), 0),
  )
}

/** As if another record had lain there: what was played is coloured, the rig's own noise is not. In place. */
function recolour(
  { x, made, heard }: { x: Float32Array; made: Float32Array; heard: Float32Array },
  row: number,
  { curve, noise }: { curve: Float64Array; noise: Float32Array },
): void {
  for (let band = 0; band < BANDS; band++) {
    const quiet = Math.exp(noise[band]!)
    const louder = Math.exp(curve[band]!)
    const at = (row * BANDS + band) * FRAMES
    const seen = (row * RESIDUAL_INPUTS + band) * FRAMES
    for (let frame = 0; frame < FRAMES; frame++) {
      const played = Math.max(0, Math.exp(heard[at + frame]!) - quiet)
      const rest = Math.min(quiet, Math.exp(heard[at + frame]!))
      heard[at + frame] = Math.log(played * louder + rest)
      made[at + frame]! += curve[band]!
      x[seen + frame]! += curve[band]! / INPUT_SPAN
    }
  }
}

/** Frames x width, from a frame on, as width x frames; what is past the end is as the last frame. */
function putTurned(
  rows: Float32Array,
  width: number,
  { from, row, out }: { from: number; row: number; out: Float32Array },
): void {
  const last = rows.length / width - 1
  for (let frame = 0; frame < FRAMES; frame++) {
    const at = Math.min(last, from + frame) * width
    for (let i = 0; i < width; i++) out[(row * width + i) * FRAMES + frame] = rows[at + i]!
  }
}

const QUIET_SHARE = 0.1

/** Of each band what the quietest tenth of frames lies below: noise, if a rig is ever silent. */
function quietBands(takes: readonly Float32Array[]): Float32Array {
  return Float32Array.from({ length: BANDS }, (_, band) => {
    const values = takes.flatMap((bands) =>
      Array.from({ length: bands.length / BANDS }, (_, frame) => bands[frame * BANDS + band]!),
    )
    const sorted = Float64Array.from(values).sort()
    return sorted[Math.floor(QUIET_SHARE * sorted.length)] ?? Math.log(LEAST_POWER)
  })
}
