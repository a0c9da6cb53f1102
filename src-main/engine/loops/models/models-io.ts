/** Loop models as files: those that came with the program, and those that a person names. */
import { basename } from "node:path"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import type { LoopModel, LoopModelId } from "#shared/contract/loops.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import { starterFiles } from "../../training/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import { type LoopModelFile, packLoops, unpackLoops } from "./model-file.ts"

const MOST_BYTES = 1e9

/** Paths by ids. */
export const loopFiles = (): Map<string, string> => starterFiles("loops")

/** @throws StudioError not-found, unreadable */
export function openLoopModel(id: string, files = loopFiles()): LoopModelFile {
  const path =
    files.get(id) ??
    fail(
      "not-found",
      `There is no loop model ${id}; there are ${[...files.keys()].join(", ") || "none"}`,
    )
  return readLoopModel(path)
}

/** @throws StudioError not-found, unreadable */
export function readLoopModel(path: string): LoopModelFile {
  const bytes = readWhole(path, MOST_BYTES)
  try {
    return unpackLoops(bytes)
  } catch (error) {
    const { code, message } = toStudioError(error)
    return fail(code, `${basename(path)}: ${message}`)
  }
}

/** Whole or not at all. */
export const writeLoopModel = (path: string, model: LoopModelFile): void =>
  writeWhole(path, packLoops(model))

export function describeModel(id: string, { name, network, card }: LoopModelFile): LoopModel {
  const { kind, bars, latent } = network
  return {
    ...{ id: id as LoopModelId, name, kind, bars, dimensions: latent },
    ...{ attributes: [...hearingOf(kind).attributes], card },
  }
}
