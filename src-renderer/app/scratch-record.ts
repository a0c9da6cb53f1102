/** What gestures are played on where nobody put anything on the record: the computed sample, as a recording of the library. */
import type { Part } from "#shared/contract/index.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { TakeId } from "#shared/contract/index.ts"
import type { Studio } from "../session/index.ts"

const TITLE = "Scratch sample"
const RATE_HZ = 48_000

const making = new WeakMap<Studio, Promise<Part>>()

/** The one that is there; the first time it is written into the library. @throws disk-full */
export function scratchRecord(studio: Studio): Promise<Part> {
  const known = studio.library.songs.find(({ title }) => title === TITLE)?.parts[0]
  if (known) return Promise.resolve(known)
  const made = making.get(studio) ?? make(studio)
  making.set(studio, made)
  made.catch(() => making.delete(studio))
  return made
}

async function make({ engine }: Studio): Promise<Part> {
  const takeId = TakeId.parse(`scratch-${crypto.randomUUID()}`)
  const place = { projectId: "none", trackId: "none", startTicks: 0, offsetSeconds: 0 }
  const take = { id: takeId, name: TITLE, rateHz: RATE_HZ, channels: 1, place }
  await engine["takes.begin"]({ take })
  await engine["takes.append"]({ takeId, atFrame: 0, samples: scratchSample(RATE_HZ) })
  const finished = await engine["takes.finish"]({ takeId })
  await engine["takes.forget"]({ takeId })
  return finished?.part ?? fail("internal", "The scratch sample could not be kept")
}
