/**
 * A table of entities by id that shares what did not change with the table it was made from: 64 buckets by a hash of the
 * id, each sorted by id. Changing one of 5,000 copies some 150 references, where a plain record copies all of them (2 ms
 * and 300 kB each, which unlimited undo would keep). Equal contents are deeply equal, however they came about. On disk a
 * table is a plain array.
 */
import { z } from "zod"
import { firstIndexWhere } from "../../sorted.ts"

export interface Entity {
  readonly id: string
}

export type Table<T extends Entity> = readonly (readonly T[])[]

const BUCKETS = 64
const EMPTY_BUCKET: readonly never[] = []
const EMPTY: Table<never> = Array.from({ length: BUCKETS }, () => EMPTY_BUCKET)

export function emptyTable<T extends Entity>(): Table<T> {
  return EMPTY
}

export function entityOf<T extends Entity>(table: Table<T>, id: string): T | undefined {
  const bucket = table[bucketOf(id)]!
  const at = placeIn(bucket, id)
  const found = bucket[at]
  return found?.id === id ? found : undefined
}

/** The table with entities added or replaced by their ids; the same table where nothing changed. */
export function withEntities<T extends Entity>(table: Table<T>, entities: Iterable<T>): Table<T> {
  const fresh = new Map<number, T[]>()
  for (const entity of entities) {
    const index = bucketOf(entity.id)
    const before = fresh.get(index) ?? table[index]!
    const at = placeIn(before, entity.id)
    const found = before[at]
    if (found === entity) continue
    const bucket = fresh.get(index) ?? [...before]
    fresh.set(index, bucket)
    if (found?.id === entity.id) bucket[at] = entity
    else bucket.splice(at, 0, entity)
  }
  return withBuckets(table, fresh)
}

/** The table with each entity as `change` makes it, which leaves its id alone; buckets where none changes are kept. */
export function mappedEntities<T extends Entity>(table: Table<T>, change: (entity: T) => T) {
  const mapped = table.map((bucket) => {
    const changed = bucket.map(change)
    return changed.every((entity, index) => entity === bucket[index]) ? bucket : changed
  })
  return mapped.every((bucket, index) => bucket === table[index]) ? table : mapped
}

/** The table without some ids; the same table where it has none of them. */
export function withoutEntities<T extends Entity>(
  table: Table<T>,
  ids: Iterable<string>,
): Table<T> {
  const fresh = new Map<number, T[]>()
  for (const id of ids) {
    const index = bucketOf(id)
    const before = fresh.get(index) ?? table[index]!
    const at = placeIn(before, id)
    if (before[at]?.id !== id) continue
    const bucket = fresh.get(index) ?? [...before]
    fresh.set(index, bucket)
    bucket.splice(at, 1)
  }
  return withBuckets(table, fresh)
}

/** All entities, in an order that depends on their ids alone. */
export function entitiesOf<T extends Entity>(table: Table<T>): T[] {
  return table.flat()
}

export function sizeOf<T extends Entity>(table: Table<T>): number {
  return table.reduce((sum, bucket) => sum + bucket.length, 0)
}

/** The schema of a table: an array on disk, buckets in memory. Two entities of one id are refused. */
export function tableSchema<Schema extends z.ZodType<Entity>>(entity: Schema) {
  type T = z.output<Schema>
  return z.codec(z.array(entity), z.custom<Table<T>>(isTable), {
    decode: (entities, context) => {
      const table = withEntities(emptyTable<T>(), entities as T[])
      if (sizeOf(table) < entities.length)
        context.issues.push({ code: "custom", message: "has an id twice", input: entities })
      return table
    },
    encode: (table) => entitiesOf(table) as z.input<Schema>[] as never,
  })
}

function isTable(value: unknown): boolean {
  return Array.isArray(value) && value.length === BUCKETS && value.every(Array.isArray)
}

function withBuckets<T extends Entity>(
  table: Table<T>,
  fresh: ReadonlyMap<number, readonly T[]>,
): Table<T> {
  if (fresh.size === 0) return table
  const buckets = [...table]
  for (const [index, bucket] of fresh) buckets[index] = bucket
  return buckets
}

/** Where an id stands in a bucket, or would. */
const placeIn = (bucket: readonly Entity[], id: string): number =>
  firstIndexWhere(bucket.length, (index) => bucket[index]!.id >= id)

/** FNV-1a (Fowler, Noll, Vo), folded to six bits. */
function bucketOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return ((hash >>> 26) ^ (hash >>> 13) ^ hash) & (BUCKETS - 1)
}
