/**
 * The library's folder of takes: for each a wav, what it is and where it belongs, and a megabyte that is given back when
 * the disk is full, so that the take can still be put into the library and the project.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { open, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { z } from "zod"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { KeptClip, Take, type TakeId } from "#shared/contract/takes.ts"

const RESERVE_BYTES = 1 << 20
const MANIFEST = ".json"
const CLIP = ".clip"

export type TakeFolder = ReturnType<typeof createTakeFolder>

export function createTakeFolder(folder: string) {
  const pathOf = (id: TakeId, ending: string): string => join(folder, id + ending)
  const wavOf = (id: TakeId): string => pathOf(id, ".wav")
  const remove = (id: TakeId, ending: string): void => rmSync(pathOf(id, ending), { force: true })

  return {
    wavOf,
    hasWav: (id: TakeId): boolean => existsSync(wavOf(id)),
    /** @throws StudioError conflict where the take is there, disk-full: nothing is left then */
    async add(take: Take): Promise<void> {
      mkdirSync(folder, { recursive: true })
      if (existsSync(pathOf(take.id, MANIFEST))) fail("conflict", `The take ${take.id} is there`)
      try {
        await writeFile(pathOf(take.id, ".reserve"), Buffer.alloc(RESERVE_BYTES, 1), {
          flush: true,
        })
        await writeWhole(pathOf(take.id, MANIFEST), JSON.stringify(take))
      } catch (error) {
        remove(take.id, ".reserve")
        throw toStudioError(error)
      }
    },
    /** @throws StudioError not-found where there is none, or it cannot be read */
    get(id: TakeId): Take {
      const take = readJson(pathOf(id, MANIFEST), Take)
      return take ?? fail("not-found", `There is no take ${id}`)
    },
    all(): Take[] {
      return namesOf(folder, MANIFEST).flatMap((name) => readJson(join(folder, name), Take) ?? [])
    },
    async keepClip(kept: KeptClip): Promise<void> {
      mkdirSync(folder, { recursive: true })
      await writeWhole(pathOf(kept.takeId, CLIP), JSON.stringify(kept))
    },
    clips(): KeptClip[] {
      return namesOf(folder, CLIP).flatMap((name) => readJson(join(folder, name), KeptClip) ?? [])
    },
    /** Makes room on a full disk. */
    giveReserve: (id: TakeId): void => remove(id, ".reserve"),
    /** The take is in the library: only where it belongs is still to be known. */
    removeSound(id: TakeId): void {
      remove(id, ".wav")
      remove(id, ".reserve")
    },
    /** What it is is removed last: a crash in between leaves it pending. */
    remove(id: TakeId): void {
      for (const ending of [".reserve", ".wav", CLIP, MANIFEST]) remove(id, ending)
    },
  }
}

const namesOf = (folder: string, ending: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : []

/** What stood there stands where it fails. @throws StudioError disk-full */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`
  try {
    const file = await open(temporary, "w")
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw toStudioError(error)
  }
}

/** One that cannot be read is left where it is, with its sound, for a person to look at. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")))
  } catch {
    return undefined
  }
}
