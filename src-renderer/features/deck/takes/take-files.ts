/** Takes out of the window and into it, as files. */
import { toStudioError, type KeptTake } from "#shared/contract/index.ts"
import { gestureOfNumbers, type TakeFormat } from "#shared/gesture/index.ts"
import { notationOf, notationSvg, notationText, type Notation } from "#shared/scratch/index.ts"
import type { Studio } from "../../../session/index.ts"
import { notationPicture } from "./notation-picture.ts"

export type ExportKind = TakeFormat | "svg" | "png" | "notation"

const NOTATION_KINDS: readonly ExportKind[] = ["svg", "png", "notation"]

export const EXPORTS: readonly { kind: ExportKind; label: string }[] = [
  { kind: "json", label: "Take (JSON)" },
  { kind: "raw", label: "Raw bytes (CSV)" },
  { kind: "motion", label: "Motion (CSV)" },
  { kind: "scratchml", label: "ScratchML" },
  { kind: "midi", label: "MIDI file" },
  { kind: "svg", label: "Notation (SVG)" },
  { kind: "png", label: "Notation (PNG)" },
  { kind: "notation", label: "Notation (JSON)" },
]

/** What it looks like written down. */
export const NOTATIONS = EXPORTS.filter(({ kind }) => NOTATION_KINDS.includes(kind))

export async function exportTake(studio: Studio, take: KeptTake, kind: ExportKind): Promise<void> {
  try {
    const { name, bytes, words } = await fileOf(studio, take, kind)
    const { path } = await studio.shell["shell.save"]({ name, bytes })
    if (path) studio.toasts.show(words ?? `${name} is written.`)
  } catch (error) {
    studio.toasts.error(error, "The take could not be exported.")
  }
}

interface TakeFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** What else is to be said of it. */
  words?: string
}

async function fileOf(studio: Studio, take: KeptTake, kind: ExportKind): Promise<TakeFile> {
  if (kind === "svg" || kind === "png" || kind === "notation")
    return notationFile(kind, await notationOfTake(studio, take))
  const { name, bytes } = await studio.engine["gestures.export"]({ takeId: take.id, format: kind })
  return { name, bytes: new Uint8Array(bytes) }
}

async function notationOfTake({ engine }: Studio, take: KeptTake): Promise<Notation> {
  const { numbers } = await engine["gestures.gesture"]({ takeId: take.id })
  const { title, beats } = take
  const { segments: labels } = await engine["scratch.read"]({ numbers })
  return notationOf(gestureOfNumbers(numbers), { title, labels, ...(beats ? { beats } : {}) })
}

async function notationFile(
  kind: "svg" | "png" | "notation",
  notation: Notation,
): Promise<TakeFile> {
  const name = `${notation.title.replaceAll(/[/\\:*?"<>|]/g, "-")}, notation.${kind === "notation" ? "json" : kind}`
  if (kind === "png") {
    const { bytes, endSeconds } = await notationPicture(notation)
    const isPart = endSeconds < notation.durationSeconds - 0.01
    const words = `${name} is written: its first ${Math.floor(endSeconds)} s, as much as fits a picture.`
    return { name, bytes: new Uint8Array(bytes), ...(isPart ? { words } : {}) }
  }
  const text = kind === "svg" ? notationSvg(notation) : notationText(notation)
  return { name, bytes: new TextEncoder().encode(text) }
}

/** What could not be read is said; undefined then, or where it is left out. @param ask which controller sent what a file holds; undefined: it is left out */
export async function importTake(
  studio: Studio,
  file: File,
  ask: (name: string) => Promise<string | undefined>,
): Promise<KeptTake | undefined> {
  try {
    const { name } = file
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = studio.engine["gestures.import"]
    try {
      return await read({ name, bytes })
    } catch (error) {
      if (toStudioError(error).code !== "not-found") throw error
      const profileId = await ask(name)
      return profileId === undefined ? undefined : await read({ name, bytes, profileId })
    }
  } catch (error) {
    studio.toasts.error(error, "The take could not be read. Nothing was imported.")
    return undefined
  }
}
