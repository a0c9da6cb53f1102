/** How chunks are spoken of. */
import { timeText } from "../../../ui/words.ts"
import { lengthSeconds, numberOf, partAt, type MapLayout, type MapModel } from "./map-model.ts"

const NOTES = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]
const MINUS = "−"

/** Below this confidence a pitch is not named. */
export const LEAST_PITCH_CONFIDENCE = 0.5

/** "214 ms", "1.94 s". */
export function lengthText(seconds: number): string {
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`
  return seconds < 60 ? `${seconds.toFixed(2)} s` : timeText(seconds)
}

/** "D3", of a frequency; A4 = 440 Hz. */
export function noteText(hz: number): string {
  const midi = Math.round(69 + 12 * Math.log2(hz / 440))
  return `${NOTES[((midi % 12) + 12) % 12]}${Math.floor(midi / 12) - 1}`
}

export function pitchText(hz: number, confidence: number): string {
  if (hz <= 0 || confidence < LEAST_PITCH_CONFIDENCE) return "unpitched"
  return `${noteText(hz)} · ${Math.round(confidence * 100)} %`
}

export const decibelText = (decibels: number, unit = "dB"): string =>
  `${decibels < 0 ? MINUS : ""}${Math.abs(decibels).toFixed(1)} ${unit}`

export const hertzText = (hz: number): string =>
  hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(1)} kHz`

/** ".984": a share without its useless zero; "1.00" for one. */
export const shareText = (share: number): string =>
  share >= 0.9995 ? "1.00" : share.toFixed(3).replace(/^0/, "")

export function groupLabel(layout: MapLayout | null, index: number): string {
  const group = layout?.groupOf[index] ?? -1
  return layout?.groups[group]?.label ?? "No group"
}

/** "Chunk 268, 1:24, 214 milliseconds, bowed dark": what a screen reader says. */
export function spokenChunk(model: MapModel, layout: MapLayout | null, index: number): string {
  const own = partAt(model, index)
  const several = model.parts.length > 1 && own ? `, ${partName(model, index)}` : ""
  const milliseconds = Math.round(lengthSeconds(model, index) * 1000)
  const group = layout ? `, ${groupLabel(layout, index).replaceAll(",", "").toLowerCase()}` : ""
  const time = timeText(model.startSeconds[index] ?? 0)
  return `Chunk ${numberOf(model, index)}, ${time}, ${milliseconds} milliseconds${group}${several}`
}

/** The song, or of stems the part. */
export function partName(model: MapModel, index: number): string {
  const own = partAt(model, index)
  if (!own) return ""
  const songs = new Set(model.parts.map(({ song }) => song.id)).size
  if (own.song.parts.length < 2) return own.song.title
  return songs > 1 ? `${own.song.title}, ${own.part.name}` : own.part.name
}
