/** Takes as files of other programs, by the ends of their names: read from disk, and written. */
import { writeFileSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import { readPlainBytes, readPlainText } from "#engine/platform/node/index.ts"
import {
  fileOfTake,
  TAKE_FORMATS,
  takeFormatOf,
  takeOfFile,
  type ControllerProfile,
  type GestureTake,
  type TakeFormat,
} from "#shared/gesture/index.ts"
import { UsageError } from "./output.ts"

/** @throws UsageError where the name says nothing and `as` neither */
export function formatOf(path: string, as: TakeFormat | undefined): TakeFormat {
  if (as === undefined && /\.png$/i.test(path))
    throw new UsageError(`${path}: a chart as PNG is drawn in the window; here it is an .svg`)
  const format = as ?? takeFormatOf(path)
  if (format) return format
  throw new UsageError(`${path}: its name does not say the format: --as ${TAKE_FORMATS.join("|")}`)
}

/** @throws StudioError invalid-input or unreadable, naming the file and, where it has lines, the line */
export function readAnyTake(
  path: string,
  as: TakeFormat | undefined,
  profile: ControllerProfile | undefined,
): GestureTake {
  const format = formatOf(path, as)
  if (format === "svg") throw new UsageError("A chart cannot be read back")
  const file = {
    ...{ path, title: basename(path, extname(path)) },
    text: () => readPlainText(path),
    bytes: () => readPlainBytes(path),
  }
  return takeOfFile(file, { format, isCertain: as !== undefined, profile })
}

/** @throws StudioError invalid-input where the take has nothing that the format holds */
export function writeTake(path: string, take: GestureTake, format: TakeFormat): void {
  writeFileSync(resolve(path), fileOfTake(take, format, path))
}
