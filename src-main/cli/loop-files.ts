/** Loops out of files and into them, for `slipmat loops`. */
import { existsSync } from "node:fs"
import { basename, dirname } from "node:path"
import { z } from "zod"
import { createExecutor } from "#engine/compute/index.ts"
import { heardPiece, readCorpus } from "#engine/datasets/index.ts"
import {
  type LoopModelFile,
  type LoopSpace,
  openLoopModel,
  openLoopSpace,
  readLoopModel,
} from "#engine/loops/index.ts"
import { makeFolder, readPlainText, writeWhole } from "#engine/platform/node/index.ts"
import { type HeardPiece, type Loop, LoopPoint, fail } from "#shared/contract/index.ts"
import { loopBeats, loopsOfNotes, notesOfLoop, type PlacedLoop } from "#shared/loops/index.ts"
import { writeMidiFile } from "#shared/music/midi-file/index.ts"
import { midiFromProject } from "#shared/project/midi/index.ts"
import { KIT, pieceProject } from "#shared/training/index.ts"
import { checkMidiPath } from "./played-files.ts"

/** What a person said of it; what is left out follows from the music. */
export interface LoopChoice {
  kind?: "melody" | "drums"
  bars?: 2 | 4
  /** An id, or a file. */
  model?: string | undefined
}

/** The model that a choice means. @throws StudioError not-found, unreadable, invalid-input where it plays another kind of loops */
function modelOf({ kind, bars, model }: LoopChoice): { name: string; file: LoopModelFile } {
  if (model === undefined && kind === "drums" && bars === 4)
    fail("invalid-input", "Drums are loops of 2 bars: no model came with Slipmat that makes 4.")
  const name = model ?? `${kind ?? "melody"}${bars ?? 2}`
  const file = existsSync(name) ? readLoopModel(name) : openLoopModel(name)
  const made = file.network
  if ((kind ?? made.kind) !== made.kind || (bars ?? made.bars) !== made.bars)
    fail(
      "invalid-input",
      `${basename(name)} makes ${made.kind === "drums" ? "drums" : "melodies"} of ${made.bars} bars, which --kind and --bars contradict.`,
    )
  return { name, file }
}

/** @param work is told the model's id or file as well */
export async function withSpace(
  choice: LoopChoice,
  work: (space: LoopSpace, model: string) => Promise<void>,
): Promise<void> {
  const { name, file } = modelOf(choice)
  const executor = await createExecutor("onnx-cpu")
  const space = await openLoopSpace(file, executor)
  try {
    await work(space, name)
  } finally {
    await space.close()
    await executor.close()
  }
}

interface Found {
  placed: PlacedLoop[]
  /** With nothing left out. */
  choice: LoopChoice & { kind: "melody" | "drums"; bars: 2 | 4 }
}

/** Of a file's first piece. @throws StudioError invalid-input where there is nothing of the kind, or no 4/4 */
export async function loopsIn(
  path: string,
  { model, ...asked }: LoopChoice,
  signal: AbortSignal,
): Promise<Found> {
  const { works } = await readCorpus(path, { signal })
  const piece = heardPiece(works[0]!.piece)
  const file = model === undefined ? undefined : modelOf({ ...asked, model }).file.network
  const hasMelody = piece.notes.some(({ program }) => program !== KIT)
  const { kind = file?.kind ?? (hasMelody ? "melody" : "drums"), bars = file?.bars ?? 2 } = asked
  const notes = piece.notes.filter(({ program }) => (program === KIT) === (kind === "drums"))
  if (notes.length === 0) fail("invalid-input", `${basename(path)} has ${NOTHING[kind]}.`)
  const fromBeats = firstBar(piece, Math.min(...notes.map(({ startBeats }) => startBeats)), path)
  const choice = { kind, bars, ...(model !== undefined && { model }) }
  return { placed: loopsOfNotes(notes, { kind, bars, fromBeats }), choice }
}

const NOTHING = {
  melody: "no melody: there are only drums, or nothing. --kind drums takes those",
  drums: "no drums. --kind melody takes its notes",
}

/** The beat of the bar line before a beat. @throws StudioError invalid-input where bars are not of four quarters */
function firstBar({ meters }: HeardPiece, beat: number, path: string): number {
  const meter = meters.findLast(({ startBeats }) => startBeats <= beat)
  const { startBeats, numerator, denominator } = meter ?? {
    startBeats: 0,
    numerator: 4,
    denominator: 4,
  }
  const bar = (4 * numerator) / denominator
  if (BAR % bar !== 0)
    fail(
      "invalid-input",
      `${basename(path)} is in ${numerator}/${denominator}; loops are bars of 4/4.`,
    )
  return startBeats + Math.floor((beat - startBeats) / bar) * bar
}
const BAR = 4

export async function firstLoop(
  path: string,
  choice: LoopChoice,
  signal: AbortSignal,
): Promise<{ loop: Loop; choice: Found["choice"] }> {
  const { placed, choice: found } = await loopsIn(path, choice, signal)
  return { loop: placed[0]!.loop, choice: found }
}

const Points = z.object({
  model: z.string(),
  points: z.array(z.object({ point: LoopPoint })).min(1),
})

/** What `loops encode --json` printed. @throws StudioError not-found, unreadable */
export function pointsIn(path: string): { model: string; points: LoopPoint[] } {
  const found = Points.safeParse(jsonOf(readPlainText(path)))
  if (!found.success)
    return fail("unreadable", `${basename(path)} is no document of slipmat loops encode --json`)
  const { model, points } = found.data
  return { model, points: points.map(({ point }) => point) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const PIANO = 0

/** One after the other. @throws StudioError conflict where the file is there already */
export function writeLoops(
  path: string,
  loops: readonly Loop[],
  { force }: { force?: true },
): void {
  checkMidiPath(path, force ? { force } : {})
  makeFolder(dirname(path))
  const notes = loops.flatMap((loop, at) =>
    notesOfLoop(loop, at * loopBeats(loop)).map((note) => ({
      ...note,
      program: loop.kind === "drums" ? KIT : PIANO,
    })),
  )
  const piece: HeardPiece = { notes, tempos: [], meters: [] }
  writeWhole(path, writeMidiFile(midiFromProject(pieceProject(piece)).file))
}
