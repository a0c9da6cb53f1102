import { describe, expect, it } from "vitest"
import { instantiateStretch } from "#engine/projects/sound-kernels-io.ts"
import { SongGraph } from "#shared/dsp/graph/index.ts"
import { QUANTUM, type ClipPiece, type ClipStretch } from "#shared/dsp/graph/plan.ts"
import { TILE_FRAMES, TileSource } from "#shared/dsp/tile-source.ts"

const RATE_HZ = 48_000
const MASTER = {
  ...{ id: "master", instrument: null, devices: [], gainDb: 0, pan: 0, isSilent: false },
  ...{ output: -1, sends: [], automation: [] },
}

interface Recording {
  at(frame: number, channel: number): number
  frames?: number
  channels?: number
  rateHz?: number
}

interface Clip {
  step: number
  semitones?: number
  startFrame?: number
  frames?: number
  sourceFrame?: number
  warp?: ClipStretch["warp"]
}

/** A graph that plays one clip of a recording. */
function playing(recording: Recording, clip: Clip): SongGraph {
  const { at, frames = 10 * RATE_HZ, channels = 1, rateHz = RATE_HZ } = recording
  const graph = new SongGraph({
    rateHz: RATE_HZ,
    makeInstrument: () => null,
    stretch: instantiateStretch,
  })
  const source = new TileSource({ rateHz, channels, frames })
  for (let tile = 0; tile < source.tileCount; tile++) {
    const length = Math.min(TILE_FRAMES, frames - tile * TILE_FRAMES)
    const samples = Float32Array.from({ length: length * channels }, (_, i) =>
      at(tile * TILE_FRAMES + (i % length), Math.floor(i / length)),
    )
    source.put(tile, samples)
  }
  graph.sources.set(0, source)
  graph.setPlan({ channels: [MASTER] })
  graph.setClips("master", [pieceOf(clip, channels, rateHz)])
  return graph
}

function pieceOf(
  { step, semitones = 0, startFrame = 0, frames = 8 * RATE_HZ, sourceFrame = 0, warp = null }: Clip,
  channels: number,
  rateHz: number,
): ClipPiece {
  const resample = rateHz / RATE_HZ
  return {
    ...{ source: 0, startFrame, endFrame: startFrame + frames, sourceFrame, step: step * resample },
    stretch:
      step === 1 && semitones === 0 && !warp ? null : { semitones, channels, resample, warp },
    ...{
      gain: 1,
      fadeInFrames: 0,
      fadeInCurve: "linear",
      fadeOutFrames: 0,
      fadeOutCurve: "linear",
    },
  }
}

function heard(graph: SongGraph, songFrame: number, frames: number): Float32Array[] {
  const sides = [new Float32Array(frames), new Float32Array(frames)]
  graph.transport.play(songFrame)
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  for (let at = 0; at < frames; at += QUANTUM) {
    graph.process(left, right)
    sides[0]!.set(left.subarray(0, frames - at), at)
    sides[1]!.set(right.subarray(0, frames - at), at)
  }
  return sides
}

const CLICK_FRAMES = 24_000
/** Short, at every half second. */
const click = (frame: number): number => {
  const since = frame % CLICK_FRAMES
  return since < 400 ? Math.sin(since * 0.4) * Math.exp(-since / 80) : 0
}

/** Where the energy around a frame lies in the middle. */
function centreOf(samples: Float32Array, around: number): number {
  const [from, to] = [Math.max(0, Math.round(around - 4000)), Math.round(around + 4000)]
  let energy = 0
  let moment = 0
  for (let i = from; i < to; i++) {
    energy += samples[i]! ** 2
    moment += i * samples[i]! ** 2
  }
  return moment / energy
}

/** By the phase that moves on between two halves: exact far below a cent. */
function hzOf(samples: Float32Array, nearHz: number): number {
  const half = samples.length / 2
  const phaseOf = (from: number): number => {
    let [re, im] = [0, 0]
    for (let i = 0; i < half; i++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / half)
      const angle = (2 * Math.PI * nearHz * (from + i)) / RATE_HZ
      re += samples[from + i]! * window * Math.cos(angle)
      im -= samples[from + i]! * window * Math.sin(angle)
    }
    return Math.atan2(im, re)
  }
  let turn = phaseOf(half) - phaseOf(0)
  turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI))
  return nearHz + (turn * RATE_HZ) / (2 * Math.PI * half)
}

describe("a stretched clip", () => {
  it.each([
    { step: 0.5, semitones: 0 },
    { step: 0.8, semitones: 0 },
    { step: 1.3, semitones: 0 },
    { step: 1, semitones: 5 },
    { step: 1.25, semitones: -7 },
  ])("keeps each onset within 5 ms of its place: $step x, $semitones semitones", (clip) => {
    const startFrame = 30_011
    const [left] = heard(playing({ at: click }, { ...clip, startFrame }), 0, 6 * RATE_HZ)
    for (let index = 0; (index * CLICK_FRAMES) / clip.step < 5 * RATE_HZ - 4000; index++) {
      const ideal = startFrame + (index * CLICK_FRAMES + 35) / clip.step
      expect(Math.abs(centreOf(left!, ideal) - ideal)).toBeLessThan(0.005 * RATE_HZ)
    }
    expect(left!.subarray(0, startFrame).every((value) => value === 0)).toBe(true)
  })

  it.each([
    { step: 0.6, semitones: 0 },
    { step: 1.4, semitones: 0 },
    { step: 1, semitones: 7 },
    { step: 0.75, semitones: -3.5 },
    { step: 0.4, semitones: 0.13 },
  ])(
    "has the pitch of its own semitones within 5 cents: $step x, $semitones",
    ({ step, semitones }) => {
      for (const rateHz of [48_000, 44_100]) {
        const at = (frame: number): number => 0.5 * Math.sin((2 * Math.PI * 441 * frame) / rateHz)
        const [left] = heard(playing({ at, rateHz }, { step, semitones }), RATE_HZ, 3 * RATE_HZ)
        const wanted = 441 * 2 ** (semitones / 12)
        const found = hzOf(left!.subarray(RATE_HZ, RATE_HZ + 65_536), wanted)
        expect(Math.abs(1200 * Math.log2(found / wanted))).toBeLessThan(5)
      }
    },
  )

  it("is the recording itself, bit by bit, where nothing is stretched", () => {
    const at = (frame: number, channel: number): number =>
      Math.fround(Math.sin(frame * (0.01 + channel)))
    const sides = heard(playing({ at, channels: 2 }, { step: 1, sourceFrame: 77 }), 0, RATE_HZ)
    sides.forEach((side, channel) => {
      expect(side).toEqual(Float32Array.from(side, (_, i) => at(77 + i, channel)))
    })
  })

  it("of silence is silence", () => {
    const [left, right] = heard(
      playing({ at: () => 0, channels: 2 }, { step: 0.7, semitones: 3 }),
      0,
      RATE_HZ,
    )
    expect([...left!, ...right!].every((value) => value === 0)).toBe(true)
  })

  it("sounds at once where the song leaps into it, the same each time", () => {
    const at = (frame: number): number => Math.sin(frame * 0.05) * 0.5
    const graph = playing({ at }, { step: 0.4, semitones: 2 })
    const first = heard(graph, 90_000, 20_000)[0]!
    heard(graph, 5000, 31_111)
    expect(heard(graph, 90_000, 20_000)[0]).toEqual(first)
    expect(heard(playing({ at }, { step: 0.4, semitones: 2 }), 90_000, 20_000)[0]).toEqual(first)
    const power = first.subarray(0, 480).reduce((sum, value) => sum + value * value, 0) / 480
    expect(Math.sqrt(power)).toBeGreaterThan(0.2)
  })

  it("keeps its sides apart and its channels in step", () => {
    const at = (frame: number, channel: number): number => (channel === 0 ? click(frame) : 0)
    const [left, right] = heard(playing({ at, channels: 2 }, { step: 0.8 }), 0, RATE_HZ)
    expect(Math.max(...left!.map(Math.abs))).toBeGreaterThan(0.3)
    expect(Math.max(...right!.map(Math.abs))).toBeLessThan(1e-3)
  })

  it("follows a tempo that changes on its way", () => {
    // A second of song is a second of the recording, then one and a half.
    const warp = {
      songFrames: Float64Array.of(0, 2 * RATE_HZ, 6 * RATE_HZ),
      sourceFrames: Float64Array.of(0, 2 * RATE_HZ, 8 * RATE_HZ),
    }
    const [left] = heard(
      playing({ at: click }, { step: 8 / 6, warp, frames: 6 * RATE_HZ }),
      0,
      6 * RATE_HZ,
    )
    for (const index of [0, 1, 2, 3, 5, 7, 9, 11]) {
      const source = index * CLICK_FRAMES + 35
      const ideal = source < 2 * RATE_HZ ? source : 2 * RATE_HZ + (source - 2 * RATE_HZ) / 1.5
      expect(Math.abs(centreOf(left!, ideal) - ideal)).toBeLessThan(0.005 * RATE_HZ)
    }
  })

  it("sounds on through an edit of another clip, and takes no more stretchers than sound at once", () => {
    let made = 0
    const counting: typeof instantiateStretch = (imports) => {
      made += 1
      return instantiateStretch(imports)
    }
    const graph = new SongGraph({ rateHz: RATE_HZ, makeInstrument: () => null, stretch: counting })
    const source = new TileSource({ rateHz: RATE_HZ, channels: 1, frames: TILE_FRAMES })
    source.put(
      0,
      Float32Array.from({ length: TILE_FRAMES }, (_, i) => Math.sin(i * 0.05)),
    )
    graph.sources.set(0, source)
    graph.setPlan({ channels: [MASTER] })
    const clips = Array.from({ length: 20 }, (_, i) => ({
      step: 0.9,
      startFrame: i * 20_000,
      frames: 10_000,
    }))
    const pieces = clips.map((clip) => pieceOf(clip, 1, RATE_HZ))
    graph.setClips("master", pieces)
    expect(made).toBe(1)
    const whole = heard(graph, 0, 10_240)[0]!
    const before = heard(graph, 0, 5120)[0]!
    graph.setClips("master", structuredClone(pieces.slice(0, 9)))
    const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
    graph.process(left, right)
    expect(before).toEqual(whole.subarray(0, 5120))
    expect(left).toEqual(whole.subarray(5120, 5120 + QUANTUM))
    expect(made).toBe(1)
  })
})
