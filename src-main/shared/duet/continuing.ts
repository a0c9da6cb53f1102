/** A clip that a model goes on from: its last bars as a call, and the answer as music behind it. */
import type { DuetAnswer, DuetBeat, PlayedNote } from "../contract/duet.ts"
import type { HeardPiece } from "../contract/datasets.ts"
import { beatTicks, TICKS_PER_QUARTER } from "../music/index.ts"
import { clipsOf, meterMapOf, tempoMapOf, type NotesClip, type Project } from "../project/index.ts"
import { pieceBetween, programOf } from "../training/index.ts"
import { barsFrom, type Bars } from "./bars.ts"

/** What is listened to, and about as much is added. */
const BARS = 4
const LEAST_SECONDS = 0.01
const [LEAST_LENGTH, MOST_LENGTH] = [0.25, 2]
const DENOMINATORS = [2, 4, 8, 16] as const

interface ContinueAsk {
  readonly call: PlayedNote[]
  readonly beat: DuetBeat | null
  /** Of the answer against the call's. */
  readonly length: number
  /** Where the answer may begin, from the call's time 0 on. */
  readonly fromSeconds: number
  /** Of the call's time 0. */
  readonly startTicks: number
}

/** From the first beat or bar line at or behind the end of a clip on: four bars, the first of which may be begun. */
export function barsBehind(
  project: Project,
  { startTicks, lengthTicks }: NotesClip,
  line: "beat" | "bar",
): Bars {
  const meters = meterMapOf(project)
  const end = Math.ceil(startTicks + lengthTicks)
  const bar = meters.barAt(end)
  const stepTicks = line === "beat" ? beatTicks(bar.meter) : bar.endTicks - bar.startTicks
  const from = bar.startTicks + Math.ceil((end - bar.startTicks) / stepTicks) * stepTicks
  return { ...barsFrom(meters, from, BARS), startTicks: from }
}

/** Null where its last bars have no notes. @param bars that are to be filled */
export function continueAsk(
  project: Project,
  clip: NotesClip,
  bars: Pick<Bars, "startTicks">,
): ContinueAsk | null {
  const meters = meterMapOf(project)
  const endTicks = Math.ceil(clip.startTicks + clip.lengthTicks)
  let first = meters.barAt(endTicks - 1)
  for (let bar = 1; bar < BARS && first.startTicks > clip.startTicks; bar++)
    first = meters.barAt(first.startTicks - 1)
  const { startTicks, meter } = first
  const { notes } = pieceBetween(project, clip.trackId, { startTicks, endTicks })
  if (notes.length === 0) return null
  const tempo = tempoMapOf(project)
  const ticksOf = (beats: number): number => startTicks + beats * TICKS_PER_QUARTER
  const secondsAt = (beats: number): number =>
    tempo.secondsAt(ticksOf(beats)) - tempo.secondsAt(startTicks)
  const call = notes.map(({ startBeats, lengthBeats, pitch, velocity }): PlayedNote => {
    const startSeconds = secondsAt(startBeats)
    const lengthSeconds = secondsAt(startBeats + lengthBeats) - startSeconds
    return { pitch, velocity, startSeconds, lengthSeconds: Math.max(LEAST_SECONDS, lengthSeconds) }
  })
  const callBeats = notes.at(-1)!.startBeats + notes.at(-1)!.lengthBeats - notes[0]!.startBeats
  const wantedBeats = (BARS * meter.numerator * 4) / meter.denominator
  return {
    ...{ call, startTicks, beat: beatOf(tempo.bpmAt(startTicks), meter) },
    fromSeconds: tempo.secondsAt(bars.startTicks) - tempo.secondsAt(startTicks),
    length: Math.min(MOST_LENGTH, Math.max(LEAST_LENGTH, wantedBeats / callBeats)),
  }
}

/** Null for those that no model knows: then the beat is found in the notes. */
function beatOf(bpm: number, meter: { numerator: number; denominator: number }): DuetBeat | null {
  const denominator = DENOMINATORS.find((each) => each === meter.denominator)
  const isKnown = meter.numerator <= 16 && bpm >= 20 && bpm <= 400
  return isKnown && denominator !== undefined
    ? { bpm, barSeconds: 0, numerator: meter.numerator, denominator }
    : null
}

/** The answer as music from `bars` on; what begins before, as its beats were found otherwise, is put off by whole beats. */
export function continuedPiece(
  project: Project,
  clip: NotesClip,
  { startTicks }: Pick<ContinueAsk, "startTicks">,
  { notes, afterSeconds }: Pick<DuetAnswer, "notes" | "afterSeconds">,
  bars: Bars,
): HeardPiece {
  const tempo = tempoMapOf(project)
  const fromSeconds = tempo.secondsAt(startTicks) + afterSeconds
  const ticksAt = (seconds: number): number => tempo.ticksAt(fromSeconds + seconds)
  const first = Math.min(...notes.map((note) => ticksAt(note.startSeconds)))
  const stepTicks = beatTicks(meterMapOf(project).barAt(bars.startTicks).meter)
  const lateTicks = Math.max(0, Math.ceil((bars.startTicks - first) / stepTicks - 0.02)) * stepTicks
  const beatsAt = (seconds: number): number =>
    Math.max(0, ticksAt(seconds) + lateTicks - bars.startTicks) / TICKS_PER_QUARTER
  const program = programOf(project, clip.trackId)
  return {
    notes: notes.map(({ pitch, velocity, startSeconds, lengthSeconds }) => ({
      ...{ pitch, velocity, program, startBeats: beatsAt(startSeconds) },
      lengthBeats: beatsAt(startSeconds + lengthSeconds) - beatsAt(startSeconds),
    })),
    tempos: [],
    meters: [{ startBeats: 0, ...meterAt(project, bars.startTicks) }],
  }
}

const meterAt = (project: Project, tick: number) => {
  const { numerator, denominator } = meterMapOf(project).barAt(tick).meter
  return { numerator, denominator }
}

/** Is there nothing on the track between two ticks? */
export const isFree = (
  project: Project,
  trackId: NotesClip["trackId"],
  { startTicks, endTicks }: Pick<Bars, "startTicks" | "endTicks">,
): boolean =>
  clipsOf(project, trackId).every(
    (clip) => clip.startTicks >= endTicks || clip.startTicks + clip.lengthTicks <= startTicks,
  )
