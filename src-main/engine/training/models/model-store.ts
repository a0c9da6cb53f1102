/** Models in the library: a row each, and a file of weights; those that came with the program stand before them. */
import { mkdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { type Model, ModelCard, type ModelId } from "#shared/contract/training.ts"
import type { Database } from "../../library/index.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import { packModel, type RowModel, unpackModel } from "./model-file.ts"
import { starterFiles } from "./starters-io.ts"

/** A model of 500 million numbers. */
const MOST_BYTES = 2e9

interface Row {
  id: ModelId
  name: string
  card: string
  bytes: number
  created_at: number
}

export type ModelStore = ReturnType<typeof createModelStore>

/** @param folder of the weights' files */
export function createModelStore(database: Database, folder: string) {
  const starters = starterFiles()
  const fileOf = (id: ModelId): string => starters.get(id) ?? join(folder, `${id}.safetensors`)
  /** Read once: they never change. */
  let starterModels: Model[] | undefined
  const toModel = ({ id, name, card, bytes, created_at: createdAt }: Row): Model => ({
    ...{ id, name, isStarter: false, card: ModelCard.parse(JSON.parse(card)), bytes, createdAt },
  })
  const rowOf = (id: ModelId): Row =>
    (database.prepare("SELECT * FROM models WHERE id = ?").get(id) as Row | undefined) ??
    fail("not-found", `There is no model ${id}`)

  return {
    /** Own models, newest first, then those that came with the program. */
    list(): Model[] {
      starterModels ??= [...starters].map(([id, path]) => starterOf(id as ModelId, path))
      const own = database
        .prepare("SELECT * FROM models ORDER BY created_at DESC, rowid DESC")
        .all() as Row[]
      return [...own.map(toModel), ...starterModels]
    },
    /** @throws StudioError not-found, unreadable */
    open(id: ModelId): RowModel & { id: ModelId } {
      const name = starters.has(id) ? undefined : rowOf(id).name
      const model = unpackModel(readWhole(fileOf(id), MOST_BYTES))
      return { ...model, id, name: name ?? model.name }
    },
    /** Where its file lies. @throws StudioError not-found */
    file(id: ModelId): string {
      return starters.get(id) ?? fileOf(rowOf(id).id)
    },
    /** On disk when it returns. */
    add(id: ModelId, model: RowModel, createdAt: number): void {
      mkdirSync(folder, { recursive: true })
      const bytes = packModel(model)
      writeWhole(fileOf(id), bytes)
      database
        .prepare(
          "INSERT OR REPLACE INTO models (id, name, card, bytes, created_at) VALUES (?, ?, ?, ?, ?)",
        )
        .run(id, model.name, JSON.stringify(model.card), bytes.length, createdAt)
    },
    rename(id: ModelId, name: string): void {
      ownOnly(starters, id)
      database.prepare("UPDATE models SET name = ? WHERE id = ?").run(name, rowOf(id).id)
    },
    /** @throws StudioError conflict for one that came with the program */
    remove(id: ModelId): void {
      ownOnly(starters, id)
      database.prepare("DELETE FROM models WHERE id = ?").run(rowOf(id).id)
      rmSync(fileOf(id), { force: true })
    },
  }
}

function ownOnly(starters: ReadonlyMap<string, string>, id: ModelId): void {
  if (starters.has(id)) fail("conflict", "A model that came with the program stays as it is.")
}

function starterOf(id: ModelId, path: string): Model {
  const { name, card } = unpackModel(readWhole(path, MOST_BYTES))
  const { size, mtimeMs } = statSync(path)
  return { id, name, isStarter: true, card, bytes: size, createdAt: Math.round(mtimeMs) }
}
