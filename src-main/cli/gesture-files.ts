/** Takes as files of other programs, by the ends of their names: read from disk, and written. */
import { writeFileSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import { readPlainBytes, readPlainText } from "#engine/platform/node/index.ts"
import {
  fileOfTake,
  gestureOf,
  TAKE_FORMATS,
  takeFormatOf,
  takeOfFile,
  type ControllerProfile,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { notationOf, notationSvg } from "#shared/scratch/index.ts"
import { UsageError } from "./output.ts"

/** What takes are written as: files that are read again, and their notation as a drawing. */
export const FILE_FORMATS = [...TAKE_FORMATS, "svg"] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

/** @throws UsageError where the name says nothing and `as` neither */
export function formatOf(path: string, as: FileFormat | undefined): FileFormat {
  if (as === undefined && /\.png$/i.test(path))
    throw new UsageError(`${path}: notation as PNG is drawn in the window; here it is an .svg`)
  const format = as ?? (/\.svg$/i.test(path) ? "svg" : takeFormatOf(path))
  if (format) return format
  throw new UsageError(`${path}: its name does not say the format: --as ${FILE_FORMATS.join("|")}`)
}

/** @throws StudioError invalid-input or unreadable, naming the file and, where it has lines, the line */
export function readAnyTake(
  path: string,
  as: FileFormat | undefined,
  profile: ControllerProfile | undefined,
): GestureTake {
  const format = formatOf(path, as)
  if (format === "svg") throw new UsageError("A drawing cannot be read back")
  const file = {
    ...{ path, title: basename(path, extname(path)) },
    text: () => readPlainText(path),
    bytes: () => readPlainBytes(path),
  }
  return takeOfFile(file, { format, isCertain: as !== undefined, profile })
}

/** @throws StudioError invalid-input where the take has nothing that the format holds */
export function writeTake(path: string, take: GestureTake, format: FileFormat): void {
  const { title, beats } = take
  const content =
    format === "svg"
      ? notationSvg(notationOf(gestureOf(take), { title, beats }))
      : fileOfTake(take, format, path)
  writeFileSync(resolve(path), content)
}
