/** Takes as files of other programs, by the ends of their names: read, and written. */
import { writeFileSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import { readPlainBytes, readPlainText } from "#engine/platform/node/index.ts"
import {
  chartOf,
  eventsOf,
  eventsOfMidi,
  gestureFromMotionCsv,
  gestureFromScratchml,
  gestureOf,
  midiOfEvents,
  motionCsvOf,
  parseRawCsv,
  rawCsv,
  readTake,
  scratchmlOf,
  takeOfEvents,
  takeOfGesture,
  takeText,
  type ControllerProfile,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { UsageError } from "./output.ts"

export const FORMATS = ["json", "raw", "motion", "scratchml", "midi", "svg"] as const
export type Format = (typeof FORMATS)[number]

const BY_END: Readonly<Record<string, Format>> = {
  ...{ ".json": "json", ".csv": "raw", ".sml": "scratchml", ".xml": "scratchml" },
  ...{ ".mid": "midi", ".midi": "midi", ".svg": "svg" },
}

/** @throws UsageError where the name says nothing and `as` neither */
export function formatOf(path: string, as: Format | undefined): Format {
  const format = as ?? BY_END[extname(path).toLowerCase()]
  if (format) return format
  throw new UsageError(`${path}: its name does not say the format: --as ${FORMATS.join("|")}`)
}

/** @throws StudioError invalid-input or unreadable, naming the file and, where it has lines, the line */
export function readAnyTake(
  path: string,
  as: Format | undefined,
  profile: ControllerProfile | undefined,
): GestureTake {
  const title = basename(path, extname(path))
  switch (formatOf(path, as)) {
    case "json": {
      const take = readTake(readPlainText(path), path)
      return profile ? withProfile(take, profile) : take
    }
    case "raw": {
      const text = readPlainText(path)
      // What begins with a time and an angle is motion, also where nobody said so.
      if (
        as === undefined &&
        /^\uFEFF?[^\n]*\b(turns|deg|degrees|rad|radians|angle|x)\b/i.test(text)
      )
        return takeOfGesture(gestureFromMotionCsv(text, path), title)
      return takeOfEvents(parseRawCsv(text, path), profile, title)
    }
    case "motion":
      return takeOfGesture(gestureFromMotionCsv(readPlainText(path), path), title)
    case "scratchml":
      return takeOfGesture(gestureFromScratchml(readPlainText(path), path), title)
    case "midi":
      return takeOfEvents(eventsOfMidi(readPlainBytes(path), path), profile, title)
    case "svg":
      throw new UsageError("A chart cannot be read back")
  }
}

const withProfile = (take: GestureTake, profile: ControllerProfile): GestureTake => ({
  ...take,
  sources: take.sources.map((source) => ({ profile, ...source })),
})

/** @throws StudioError invalid-input where the take has nothing that the format holds */
export function writeTake(path: string, take: GestureTake, format: Format): void {
  writeFileSync(resolve(path), contentOf(path, take, format))
}

function contentOf(path: string, take: GestureTake, format: Format): string | Uint8Array {
  switch (format) {
    case "json":
      return takeText(take)
    case "raw":
    case "midi": {
      const events = eventsOf(take)
      if (events.length === 0)
        fail(
          "invalid-input",
          `${path}: this take was drawn or imported: it has no raw bytes (--as motion)`,
        )
      return format === "raw" ? rawCsv(events) : midiOfEvents(events)
    }
    case "motion":
      return motionCsvOf(gestureOf(take))
    case "scratchml":
      return scratchmlOf(gestureOf(take), "Slipmat")
    case "svg":
      return chartOf(gestureOf(take), {
        title: take.title,
        ...(take.beats ? { beats: take.beats } : {}),
      })
  }
}
