/** Models as files: whole with their cards, to be taken in elsewhere, or the network alone as ONNX. */
import { basename, extname } from "node:path"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { encodeModel, lower } from "../../compute/index.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import { logitsGraph } from "../model/graphs.ts"
import { packModel, type RowModel, unpackModel } from "./model-file.ts"

const MOST_BYTES = 2e9

/** @param path ending in .onnx for the network alone: rows in, logits of every field out */
export function exportModel(model: RowModel, path: string): void {
  if (extname(path).toLowerCase() !== ".onnx") {
    writeModel(path, model)
    return
  }
  const { config, weights, language, name, card } = model
  const { graph } = lower(logitsGraph(config, weights))
  const metadata = {
    name,
    language: language.name,
    vocabulary: language.hash,
    licence: card.licence.name,
  }
  writeWhole(path, encodeModel({ metadata, graph }))
}

/** Whole or not at all. */
export const writeModel = (path: string, model: RowModel): void =>
  writeWhole(path, packModel(model))

/** @throws StudioError unreadable, not-found, invalid-input where it speaks another language of notes; each names the file */
export function importModel(path: string): RowModel {
  const bytes = readWhole(path, MOST_BYTES)
  try {
    return unpackModel(bytes)
  } catch (error) {
    const { code, message } = toStudioError(error)
    return fail(code, `${basename(path)}: ${message}`)
  }
}
