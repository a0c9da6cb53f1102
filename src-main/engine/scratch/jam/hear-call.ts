/** A gesture as a phrase: its strokes on the beat. What the motor turned by itself is none of the hand's. */
import { cutEdges, strokesOf, type Gesture, type Stroke } from "#shared/gesture/index.ts"
import type { JamBeat } from "#shared/contract/index.ts"
import type { Move, Phrase, Shut } from "./phrase.ts"

/** Longer than any bars that are answered: the rest of an hour is not looked at. */
const MOST_BARS = 8
const LEAST_BARS = 1

/** @returns whole bars, from the first bar line before the first stroke to the line after the last, less a tail behind a line */
export function phraseOf(gesture: Gesture, beat: JamBeat): Phrase {
  const { beatsPerBar, barSeconds, bpm } = beat
  const perBeat = 60 / bpm
  const strokes = strokesOf(handOnly(lastSeconds(gesture, MOST_BARS * beatsPerBar * perBeat)))
  const beatOf = (seconds: number): number => (seconds - barSeconds) / perBeat
  const first = strokes[0]
  if (!first) return { beats: beatsPerBar, moves: [] }
  // A hand that is a little early is on the line.
  const from = Math.floor((beatOf(first.startSeconds) + 0.12) / beatsPerBar) * beatsPerBar
  const moves = strokes.map((stroke) => moveOf(stroke, (at) => beatOf(at) - from))
  const end = Math.max(...moves.map(({ start, length }) => start + length / 2))
  const bars = Math.max(LEAST_BARS, Math.ceil((end - tailOf(beatsPerBar)) / beatsPerBar))
  return { beats: bars * beatsPerBar, moves }
}

/** What runs over a bar line by less than a beat ends the phrase before: it is no bar of its own. */
const tailOf = (beatsPerBar: number): number => Math.min(0.98, beatsPerBar / 4)

/** Whole bars of a call, from 1. */
export const barsOfCall = (call: Gesture, beat: JamBeat): number =>
  phraseOf(call, beat).beats / beat.beatsPerBar

function lastSeconds(gesture: Gesture, seconds: number): Gesture {
  const last = gesture.points.at(-1)?.timeSeconds ?? 0
  if (last - (gesture.points[0]?.timeSeconds ?? 0) <= seconds) return gesture
  const points = gesture.points.filter(({ timeSeconds }) => timeSeconds >= last - seconds)
  return { ...gesture, points }
}

/**
 * The record as if it stood where no hand was on it, as far as touches are known. Where the fader plays on a record that the
 * motor turns, that is a hand's as well.
 */
export function handOnly(gesture: Gesture): Gesture {
  const { touches, points, fader } = gesture
  if (touches.length === 0) return gesture
  const edges = cutEdges(fader)
  const free = gapsBetween(touches, gesture.durationSeconds)
  const cut = free.filter(
    ({ from, to }) =>
      edges.filter(({ timeSeconds }) => timeSeconds > from && timeSeconds < to).length >= CUTS,
  )
  const spans = [
    ...touches.map(({ startSeconds, endSeconds }) => ({ from: startSeconds, to: endSeconds })),
    ...cut,
  ].toSorted((one, other) => one.from - other.from)
  let [next, left, place] = [0, 0, points[0]?.positionTurns ?? 0]
  const kept = points.map(({ timeSeconds, positionTurns }, at) => {
    const by = at === 0 ? 0 : positionTurns - place
    place = positionTurns
    while (next < spans.length && spans[next]!.to < timeSeconds) next++
    if (!(spans[next] && spans[next]!.from <= timeSeconds)) left += by
    return { timeSeconds, positionTurns: positionTurns - left }
  })
  return { ...gesture, points: kept }
}

/** Cuts of a record that runs that are somebody's playing. */
const CUTS = 3

function gapsBetween(
  touches: Gesture["touches"],
  endSeconds: number,
): { from: number; to: number }[] {
  const starts = [...touches.map(({ startSeconds }) => startSeconds), endSeconds]
  return starts.map((to, at) => ({ from: touches[at - 1]?.endSeconds ?? 0, to }))
}

function moveOf(stroke: Stroke, beatOf: (seconds: number) => number): Move {
  const start = beatOf(stroke.startSeconds)
  return {
    start,
    length: beatOf(stroke.endSeconds) - start,
    way: stroke.direction * stroke.extentSeconds,
    skew: Math.min(0.5, Math.max(-0.5, 1.2 * (0.5 - stroke.peakPhase))),
    halts: Math.min(3, stroke.dips),
    shut: shutOf(stroke),
  }
}

function shutOf({ isOpenAtStart, clickPhases }: Stroke): Shut[] {
  const edges = isOpenAtStart ? clickPhases : [0, ...clickPhases]
  const shut: Shut[] = []
  for (let at = 0; at < edges.length; at += 2) shut.push([edges[at]!, edges[at + 1] ?? 1])
  return shut
}
