/** What a run learns from, in its folder: rows of music as they were when it began, whatever becomes of the datasets. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { TrainingConfig } from "#shared/contract/training.ts"
import { integers, type TensorData } from "../../compute/index.ts"
import type { Rows } from "../language/language.ts"
import { languageOf } from "../language/index.ts"
import { type RowModelConfig, modelConfigOf } from "../model/config.ts"
import type { RunMaterial } from "../loop/run.ts"
import { readMaterialFile, writeMaterialFile } from "./run-files-io.ts"

const Notes = z.object({ config: TrainingConfig, genres: z.array(z.string()) })

export interface Material extends RunMaterial {
  genres: readonly string[]
}

export function writeMaterial(
  folder: string,
  { config, genres, train, valid, parent }: Omit<Material, "model" | "language">,
): void {
  const tensors = new Map<string, TensorData>([
    ...packRows("train", train),
    ...packRows("valid", valid),
    ...[...(parent ?? [])].map(([name, data]): [string, TensorData] => [`parent.${name}`, data]),
  ])
  writeMaterialFile(folder, { tensors, metadata: { notes: JSON.stringify({ config, genres }) } })
}

/** @throws StudioError unreadable, not-found */
export function readMaterial(folder: string): Material {
  const { tensors, metadata } = readMaterialFile(folder)
  const { config, genres } = notesOf(metadata["notes"] ?? "null")
  const language = languageOf(config.language, genres)
  const model = modelConfigOf(config, language)
  const parent = [...tensors].flatMap(([name, data]): [string, TensorData][] =>
    name.startsWith("parent.") ? [[name.slice("parent.".length), data]] : [],
  )
  return {
    ...{ config, genres, language, model },
    train: unpackRows("train", tensors, model),
    valid: unpackRows("valid", tensors, model),
    parent: parent.length > 0 ? new Map(parent) : null,
  }
}

function notesOf(text: string): z.output<typeof Notes> {
  try {
    return Notes.parse(JSON.parse(text))
  } catch {
    return fail("unreadable", "What this run learns from cannot be read.")
  }
}

function packRows(name: string, pieces: readonly Rows[]): [string, TensorData][] {
  const joined = (of: (rows: Rows) => Uint8Array): TensorData => {
    const data = new Uint8Array(pieces.reduce((sum, rows) => sum + of(rows).length, 0))
    let at = 0
    for (const rows of pieces) {
      data.set(of(rows), at)
      at += of(rows).length
    }
    return integers(data)
  }
  return [
    [`${name}.lengths`, integers(pieces.map(({ length }) => length))],
    [`${name}.values`, joined(({ values }) => values)],
    [`${name}.given`, joined(({ given }) => given)],
    [`${name}.asked`, joined(({ asked }) => asked)],
  ]
}

function unpackRows(
  name: string,
  tensors: ReadonlyMap<string, TensorData>,
  { fields, given }: RowModelConfig,
): Rows[] {
  const numbers = (part: string): Int32Array => {
    const tensor = tensors.get(`${name}.${part}`)
    if (tensor?.dtype !== "int32")
      return fail("unreadable", "What this run learns from is not whole.")
    return tensor.data as Int32Array
  }
  const bytes = (part: string): Uint8Array => Uint8Array.from(numbers(part))
  const lengths = numbers("lengths")
  const [values, known, asked] = [bytes("values"), bytes("given"), bytes("asked")]
  let row = 0
  return Array.from(lengths, (length) => {
    const cut = (all: Uint8Array, width: number): Uint8Array =>
      all.subarray(row * width, (row + length) * width)
    const rows = {
      ...{ length, values: cut(values, fields.length) },
      ...{ given: cut(known, given.length), asked: cut(asked, fields.length) },
    }
    row += length
    return rows
  })
}
