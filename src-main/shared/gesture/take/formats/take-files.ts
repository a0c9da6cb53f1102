/** Takes as files of other programs, by the ends of their names: read, and written. */
import { fail } from "#shared/contract/errors.ts"
import { parseRawCsv, rawCsv } from "../raw-csv.ts"
import {
  eventsOf,
  gestureOf,
  readTake,
  takeOfEvents,
  takeOfGesture,
  takeText,
  type GestureTake,
  type SourceProfile,
} from "../take.ts"
import { eventsOfMidi, midiOfEvents } from "./midi.ts"
import { gestureFromMotionCsv, motionCsvOf } from "./motion-csv.ts"
import { gestureFromScratchml, scratchmlOf } from "./scratchml.ts"

export const TAKE_FORMATS = ["json", "raw", "motion", "scratchml", "midi"] as const
export type TakeFormat = (typeof TAKE_FORMATS)[number]

const ENDS: Readonly<Record<TakeFormat, readonly string[]>> = {
  ...{ json: ["json"], raw: ["csv"], motion: ["csv"], scratchml: ["sml", "xml"] },
  midi: ["mid", "midi"],
}

/** As people write them: ".json". */
export const TAKE_ENDS = [...new Set(Object.values(ENDS).flat())].map((end) => `.${end}`)

/** By the end of a file's name; a CSV is taken to be raw. */
export function takeFormatOf(name: string): TakeFormat | undefined {
  const end = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""
  return TAKE_FORMATS.find((format) => ENDS[format].includes(end))
}

/** The end of a file's name, without its first dot; two files of a take never have the same name. */
export const endOf = (format: TakeFormat): string =>
  format === "raw" ? "raw.csv" : ENDS[format][0]!

export interface TakeFile {
  /** For what is wrong with it. */
  path: string
  /** Of the take, where the file has none. */
  title: string
  text(): string
  bytes(): Uint8Array
}

interface ReadOptions {
  format: TakeFormat
  /** The format was said, not guessed. */
  isCertain: boolean
  /** Where the file does not say it. */
  profile?: SourceProfile | undefined
}

/** @throws StudioError invalid-input or unreadable, naming the file and, where it has lines, the line */
export function takeOfFile(
  { path, title, text, bytes }: TakeFile,
  { format, isCertain, profile }: ReadOptions,
): GestureTake {
  switch (format) {
    case "json": {
      const take = readTake(text(), path)
      return profile ? withProfile(take, profile) : take
    }
    case "raw": {
      const csv = text()
      if (!isCertain && isMotion(csv)) return takeOfGesture(gestureFromMotionCsv(csv, path), title)
      return takeOfEvents(parseRawCsv(csv, path), profile, title)
    }
    case "motion":
      return takeOfGesture(gestureFromMotionCsv(text(), path), title)
    case "scratchml":
      return takeOfGesture(gestureFromScratchml(text(), path), title)
    case "midi":
      return takeOfEvents(eventsOfMidi(bytes(), path), profile, title)
  }
}

/** What begins with a time and an angle. */
const isMotion = (csv: string): boolean =>
  /^\uFEFF?[^\n]*\b(turns|deg|degrees|rad|radians|angle|x)\b/i.test(csv)

function withProfile(take: GestureTake, profile: SourceProfile): GestureTake {
  // By their ports only those are looked up that could not be read otherwise: the others stay as they are.
  if (typeof profile === "function" && isReadable(take)) return take
  const sources = take.sources.map((source) => {
    const found = typeof profile === "function" ? profile(source.port) : profile
    return { ...(found ? { profile: found } : {}), ...source }
  })
  return { ...take, sources }
}

/** Whether its gesture is there, or some source says how its bytes are read. */
export const isReadable = ({ edited, played, sources }: GestureTake): boolean =>
  edited !== undefined || played !== undefined || sources.some(({ profile }) => profile)

/** @throws StudioError invalid-input where the take has nothing that the format holds */
export function fileOfTake(
  take: GestureTake,
  format: TakeFormat,
  path: string,
): string | Uint8Array {
  switch (format) {
    case "json":
      return takeText(take)
    case "raw":
    case "midi": {
      const events = eventsOf(take)
      if (events.length === 0)
        fail(
          "invalid-input",
          `${path}: no controller sent this take: it has no raw bytes, only its motion`,
        )
      return format === "raw" ? rawCsv(events) : midiOfEvents(events)
    }
    case "motion":
      return motionCsvOf(gestureOf(take))
    case "scratchml":
      return scratchmlOf(gestureOf(take), "Slipmat")
  }
}
