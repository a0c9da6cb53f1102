/** Takes out of the window and into it, as files. */
import { toStudioError, type KeptTake } from "#shared/contract/index.ts"
import type { TakeFormat } from "#shared/gesture/index.ts"
import type { Studio } from "../../../session/index.ts"

export type ExportKind = TakeFormat | "png"

export const EXPORTS: readonly { kind: ExportKind; label: string }[] = [
  { kind: "json", label: "Take (JSON)" },
  { kind: "raw", label: "Raw bytes (CSV)" },
  { kind: "motion", label: "Motion (CSV)" },
  { kind: "scratchml", label: "ScratchML" },
  { kind: "midi", label: "MIDI file" },
  { kind: "svg", label: "Chart (SVG)" },
  { kind: "png", label: "Chart (PNG)" },
]

/** Wider pictures are no canvas. */
const MOST_PX = 16_000
const SHARP = 2

export async function exportTake(studio: Studio, take: KeptTake, kind: ExportKind): Promise<void> {
  try {
    const format = kind === "png" ? "svg" : kind
    const file = await studio.engine["gestures.export"]({ takeId: take.id, format })
    const name = kind === "png" ? file.name.replace(/svg$/, "png") : file.name
    const bytes = new Uint8Array(kind === "png" ? await pngOf(file.bytes) : file.bytes)
    const { path } = await studio.shell["shell.save"]({ name, bytes })
    if (path) studio.toasts.show(`${name} is written.`)
  } catch (error) {
    studio.toasts.error(error, "The take could not be exported.")
  }
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

/** A chart drawn at twice its size, or as large as a picture can be. */
async function pngOf(svg: Uint8Array): Promise<Uint8Array> {
  const url = URL.createObjectURL(new Blob([svg as BlobPart], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const scale = Math.min(SHARP, MOST_PX / image.width, MOST_PX / image.height)
    const canvas = document.createElement("canvas")
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
    if (!blob) throw new Error("The chart is too large for a picture.")
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(url)
  }
}
