/** Twenty numbers of a loop, by which one who compares sets of them could tell them apart. */
import type { LoopKind } from "#shared/contract/loops.ts"
import { drumAttributes } from "../heard/drum-attributes.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { HOLD, isOnset, pitchOf, REST } from "../heard/melody.ts"
import { melodyAttributes } from "../heard/melody-attributes.ts"

const BEAT = 4
const LEAP = 5

/** Of nothing that sounds all are 0. */
export function featuresOf(kind: LoopKind, content: Uint8Array): number[] {
  return kind === "melody" ? melodyFeatures(content) : drumFeatures(content)
}

const MELODY_FEATURES = 20

function melodyFeatures(codes: Uint8Array): number[] {
  const onsets = [...codes.keys()].filter((step) => isOnset(codes[step]!))
  if (onsets.length === 0) return Array.from({ length: MELODY_FEATURES }, () => 0)
  const { density, range, contour, syncopation, tonality } = melodyAttributes(codes)
  const pitches = onsets.map((step) => pitchOf(codes[step]!))
  const intervals = pitches.slice(1).map((pitch, i) => pitch - pitches[i]!)
  const gaps = onsets.slice(1).map((step, i) => step - onsets[i]!)
  const shareOf = (values: readonly number[], test: (value: number) => boolean): number =>
    values.filter(test).length / Math.max(1, values.length)
  const codesShare = (code: number): number => shareOf([...codes], (each) => each === code)
  const turns = intervals.slice(1).filter((by, i) => by * intervals[i]! < 0).length
  return [
    ...[density, range, contour, syncopation, tonality],
    ...[mean(pitches), deviation(pitches), new Set(pitches).size],
    ...[codesShare(HOLD), codesShare(REST)],
    mean(intervals.map(Math.abs)),
    shareOf(intervals, (by) => by === 0),
    shareOf(intervals, (by) => Math.abs(by) >= LEAP),
    turns / Math.max(1, intervals.length - 1),
    ...[shareOf(gaps, (gap) => gap === 1), shareOf(gaps, (gap) => gap === 2), deviation(gaps)],
    shareOf(onsets, (step) => step % BEAT === 0),
    Number(onsets[0] === 0),
    halvesAlike(codes),
  ]
}

function drumFeatures(velocities: Uint8Array): number[] {
  const steps = velocities.length / DRUM_KINDS
  const perKind = new Float64Array(DRUM_KINDS)
  const perStep = new Float64Array(steps)
  const struck: number[] = []
  for (const [at, velocity] of velocities.entries()) {
    if (velocity === 0) continue
    perKind[at % DRUM_KINDS]! += 1 / steps
    perStep[Math.floor(at / DRUM_KINDS)]! += 1
    struck.push(velocity)
  }
  const hits = velocities.map((velocity) => Number(velocity > 0))
  const shareAt = (test: (step: number) => boolean): number =>
    perStep.reduce((sum, count, step) => sum + (test(step) ? count : 0), 0) /
    Math.max(1, struck.length)
  const { range, syncopation } = drumAttributes(velocities)
  const [kick, snare] = [0, 1]
  const on = (kind: number, step: number): number => hits[step * DRUM_KINDS + kind]!
  return [
    ...perKind,
    ...[range, syncopation, halvesAlike(hits)],
    ...[shareAt((step) => step % BEAT === 0), shareAt((step) => step % 2 === 1)],
    perStep.filter((count) => count === 0).length / steps,
    perStep.filter((count) => count >= 3).length / steps,
    ...[mean(struck), deviation(struck)],
    ...[on(kick, 0), on(snare, BEAT) + on(snare, 3 * BEAT)],
  ]
}

/** Share of cells of the second half that are as those of the first. */
function halvesAlike(cells: Uint8Array): number {
  const half = cells.length / 2
  return cells.subarray(0, half).filter((cell, i) => cell === cells[half + i]).length / half
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
