/** Answers the sound part of scratch.*: rigs, fitted and used, and gestures that become songs. */
import { join } from "node:path"
import type {
  Handlers,
  Part,
  PartId,
  ScratchRig,
  ScratchRigId,
  scratchSound,
} from "#shared/contract/index.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { writeMade } from "../../../audio/index.ts"
import { keepAsSong, type KeptTakes, type SongKeeping } from "../../../gestures/index.ts"
import type { Scheduler } from "../../../jobs/index.ts"
import type { SongStore } from "../../../library/index.ts"
import type { Clock, Executor } from "../../../platform/index.ts"
import { createChanges, following } from "../../../training/index.ts"
import { SOUND_RATE_HZ } from "../fit/heard-take.ts"
import { rigFacts } from "../rig/rig-facts.ts"
import type { Rig } from "../rig/rig.ts"
import { checkConsent, createFitRigJob, FIT_KIND } from "./fit-rig-job.ts"
import type { scratchFitTask } from "./fit-task-io.ts"
import { createRigsStore } from "./rigs-store.ts"
import type { scratchSoundTask } from "./sound-task-io.ts"

export interface ScratchSoundOptions {
  libraryDirectory: string
  cacheDirectory: string
  importKind: string
  takes: KeptTakes
  songs: SongStore
  decodedPath(part: Part): Promise<string>
  executor: Executor<{ scratchFit: typeof scratchFitTask; scratchSound: typeof scratchSoundTask }>
  clock: Clock
  newId(): string
}

/** Of the song that the studio's own sample becomes. */
const SAMPLE_TITLE = "Ahh"

export function createScratchSound(options: ScratchSoundOptions) {
  const { takes, newId } = options
  const rigs = createRigsStore(join(options.libraryDirectory, "rigs"))
  const changes = createChanges()
  const { changed } = changes
  const handlers = (scheduler: Scheduler): Handlers<typeof scratchSound> => ({
    "scratch.rigs": (_input, { signal, progress }) =>
      following(changes, signal, () => progress(rigs.all().map(({ id, rig }) => shown(id, rig)))),
    "scratch.fitRig": ({ name, takes: wanted, seed }) => {
      checkConsent(takes, wanted)
      const rigId = newId() as ScratchRigId
      const input = { rigId, name, takes: wanted, seed }
      return { rigId, jobId: scheduler.add({ kind: FIT_KIND, title: name, input }) }
    },
    "scratch.removeRig": ({ rigId }) => {
      rigs.remove(rigId)
      changed()
      return {}
    },
    "scratch.sound": async ({ numbers, title, recordId, rigId }, { signal, progress }) => {
      const { executor } = options
      const samplePath = await pathOf(options, recordId)
      const rig = rigId === null ? null : rigs.text(rigId)
      const songId = await keepAsSong({ ...options, scheduler }, title, (outputPath) =>
        executor.run(
          "scratchSound",
          { outputPath, samplePath, numbers, rig, sampleFormat: "float32" },
          { signal, onProgress: (fraction) => progress({ fraction }) },
        ),
      )
      return { songId }
    },
    "scratch.sample": (_input, { signal }) => sampleSong({ ...options, scheduler }, signal),
  })
  return { changed, handlers, jobs: [createFitRigJob({ ...options, rigs, changed })] }
}

async function pathOf(
  { songs, decodedPath }: ScratchSoundOptions,
  recordId: PartId | null,
): Promise<string | null> {
  return recordId === null ? null : decodedPath(songs.getPart(recordId))
}

/** The one that is there already, or a new one. */
async function sampleSong(
  options: SongKeeping & Pick<ScratchSoundOptions, "songs">,
  signal: AbortSignal,
) {
  const make = (path: string): Promise<number> => {
    const sample = scratchSample(SOUND_RATE_HZ)
    const making = { frames: sample.length, sampleFormat: "int24", signal } as const
    let frame = 0
    return writeMade(
      path,
      { ...making, rateHz: SOUND_RATE_HZ, onProgress: () => undefined },
      (left, right) => {
        left.set(sample.subarray(frame, frame + left.length))
        right.set(left)
        frame += left.length
      },
    )
  }
  return { songId: await keepAsSong(options, SAMPLE_TITLE, make, "song") }
}

const shown = (id: ScratchRigId, rig: Rig): ScratchRig => ({
  ...{ id, name: rig.card.name, createdAt: rig.card.createdAt, facts: rigFacts(rig) },
  figures: rig.card.figures.map(({ model, spectral, logSpectralDb, onsetF1 }) => ({
    ...{ model, spectral, logSpectralDb, onsetF1 },
  })),
})
