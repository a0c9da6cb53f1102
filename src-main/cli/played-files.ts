/** Phrases as files: a call that is read, an answer that is written. */
import { statSync } from "node:fs"
import { extname } from "node:path"
import { heardPiece, readCorpus } from "#engine/datasets/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { DuetBeat, HeardPiece, PlayedNote } from "#shared/contract/index.ts"
import { writeMidiFile } from "#shared/music/midi-file/index.ts"
import { midiFromProject } from "#shared/project/midi/index.ts"
import { KIT, pieceProject } from "#shared/training/index.ts"
import { UsageError } from "./output.ts"

type Meter = Pick<HeardPiece["meters"][number], "numerator" | "denominator">

const USUAL_BPM = 120
const BEATS_A_STEP = 1 / 12
/** Notes stand on a file's grid where most of them are this near to it, in steps of a twelfth of a beat. */
const [NEAR, MOST] = [0.2, 0.8]

export interface CallFile {
  notes: PlayedNote[]
  /** Of its first bar; null where it says none. */
  meter: Meter | null
  /** Null where the notes do not follow the file's beat. */
  beat: DuetBeat | null
}

/** The first piece of a file. @throws StudioError not-found, unreadable */
export async function readPiece(path: string, signal: AbortSignal): Promise<HeardPiece> {
  const { works } = await readCorpus(path, { signal })
  const first = works[0] ?? fail("invalid-input", `${path} holds no music.`)
  return heardPiece(first.piece)
}

/** @throws StudioError invalid-input where there is no note with a pitch */
export async function readCall(path: string, signal: AbortSignal): Promise<CallFile> {
  const piece = await readPiece(path, signal)
  const notes = piece.notes
    .filter(({ program }) => program !== KIT)
    .toSorted((one, other) => one.startBeats - other.startBeats || one.pitch - other.pitch)
  if (notes.length === 0) fail("invalid-input", `${path} holds no notes that could be answered.`)
  const seconds = secondsOf(piece)
  return {
    notes: notes.map(({ startBeats, lengthBeats, pitch, velocity }) => ({
      ...{ pitch, velocity, startSeconds: seconds(startBeats) },
      lengthSeconds: Math.max(0.001, seconds(startBeats + lengthBeats) - seconds(startBeats)),
    })),
    meter: piece.meters[0] ?? null,
    beat: beatOf(
      piece,
      notes.map(({ startBeats }) => startBeats),
    ),
  }
}

function secondsOf({ tempos }: HeardPiece): (beats: number) => number {
  return (beats) => {
    let [seconds, from, bpm] = [0, 0, tempos[0]?.bpm ?? USUAL_BPM]
    for (const tempo of tempos) {
      if (tempo.startBeats >= beats) break
      seconds += (Math.max(tempo.startBeats, 0) - from) * (60 / bpm)
      ;[from, bpm] = [Math.max(tempo.startBeats, 0), tempo.bpm]
    }
    return seconds + (beats - from) * (60 / bpm)
  }
}

function beatOf({ tempos, meters }: HeardPiece, starts: readonly number[]): DuetBeat | null {
  const near = starts.filter((beats) => {
    const steps = beats / BEATS_A_STEP
    return Math.abs(steps - Math.round(steps)) <= NEAR
  })
  if (tempos.length > 1 || near.length < MOST * starts.length) return null
  const { numerator = 4, denominator = 4 } = meters[0] ?? {}
  if (numerator > 16 || ![2, 4, 8, 16].includes(denominator)) return null
  const bpm = Math.min(400, Math.max(20, tempos[0]?.bpm ?? USUAL_BPM))
  return { bpm, barSeconds: 0, numerator, denominator: denominator as DuetBeat["denominator"] }
}

/** A MIDI file, a track each. */
export function playedMidi(
  parts: readonly (readonly PlayedNote[])[],
  { bpm, meter }: { bpm: number; meter: Meter | null },
): Uint8Array {
  const beats = (seconds: number): number => (seconds * bpm) / 60
  const notes = parts.flatMap((part, program) =>
    part.map(({ pitch, velocity, startSeconds, lengthSeconds }) => ({
      ...{ pitch, velocity, program },
      ...{ startBeats: beats(startSeconds), lengthBeats: beats(lengthSeconds) },
    })),
  )
  const meters = meter ? [{ ...meter, startBeats: 0 }] : []
  return pieceMidi({ notes, tempos: [{ startBeats: 0, bpm }], meters })
}

export const pieceMidi = (piece: HeardPiece): Uint8Array =>
  writeMidiFile(midiFromProject(pieceProject(piece)).file)

const ENDINGS = new Set([".mid", ".midi"])

/** Commander's parser for names of MIDI files that are written. */
export function midiPath(path: string): string {
  if (ENDINGS.has(extname(path).toLowerCase())) return path
  throw new UsageError(`Music is written as MIDI: to a file that ends in .mid, not "${path}"`)
}

/** @throws StudioError conflict where a file is there and stays, invalid-input where a folder is */
export function checkMidiPath(path: string, { force }: { force?: true }): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) fail("invalid-input", `${path} is a folder, not a file`)
  if (found && !force) fail("conflict", `${path} is there already; --force replaces it`)
}
