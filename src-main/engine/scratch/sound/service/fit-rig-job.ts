/** A rig as a job: it goes on from what was kept whenever it is started again, and learns only from takes that may be learnt from. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { GestureTakeId, type Part, PartId, type ScratchRigId } from "#shared/contract/index.ts"
import { gestureOf, numbersOfGesture } from "#shared/gesture/index.ts"
import type { KeptTakes } from "../../../gestures/index.ts"
import { defineJob, type JobContext } from "../../../jobs/index.ts"
import type { SongStore } from "../../../library/index.ts"
import type { Clock, Executor } from "../../../platform/index.ts"
import { RigFitState } from "../fit/fit-rig.ts"
import type { scratchFitTask, TakeFile } from "./fit-task-io.ts"
import type { RigsStore } from "./rigs-store.ts"

export const FIT_KIND = "scratch/fit"

const Learnt = z.object({ takeId: GestureTakeId, recordingId: PartId, recordId: PartId })
const Input = z.object({
  rigId: z.string(),
  name: z.string(),
  takes: z.array(Learnt).min(1),
  seed: z.int(),
})

export interface FitJobOptions {
  rigs: RigsStore
  takes: KeptTakes
  songs: SongStore
  decodedPath(part: Part): Promise<string>
  executor: Executor<{ scratchFit: typeof scratchFitTask }>
  clock: Clock
  changed(): void
}

/** @throws StudioError invalid-input naming the take that may not be learnt from, not-found */
export function checkConsent(
  takes: KeptTakes,
  wanted: readonly Pick<z.infer<typeof Learnt>, "takeId">[],
): void {
  for (const { takeId } of wanted) {
    const { title, mayTrain } = takes.take(takeId)
    if (!mayTrain)
      fail(
        "invalid-input",
        `${title} may not be learnt from: whoever played it has not agreed to it`,
      )
  }
}

export function createFitRigJob(options: FitJobOptions) {
  const { rigs, takes, executor, clock, changed } = options
  return defineJob({
    kind: FIT_KIND,
    priority: 20,
    input: Input,
    async run(context, { rigId, name, seed, takes: wanted }) {
      const id = rigId as ScratchRigId
      // Kept in the moment before the process ended.
      if (rigs.has(id)) return { rigId }
      checkConsent(takes, wanted)
      const input = {
        ...{ name, seed, createdAt: clock.now(), from: stateOf(context) },
        takes: await Promise.all(wanted.map((take) => fileOf(options, take))),
      }
      const text = await executor.run("scratchFit", input, {
        signal: context.signal,
        onProgress({ stage, fraction, state }) {
          if (context.signal.aborted) return
          context.report({ stage, fraction })
          if (state) context.saveCheckpoint(state)
        },
      })
      context.signal.throwIfAborted()
      rigs.keep(id, text)
      changed()
      return { rigId }
    },
  })
}

/** What an older version kept is begun anew. */
const stateOf = ({ checkpoint }: JobContext): RigFitState | null =>
  RigFitState.safeParse(checkpoint).data ?? null

async function fileOf(
  { takes, songs, decodedPath }: FitJobOptions,
  { takeId, recordingId, recordId }: z.infer<typeof Learnt>,
): Promise<TakeFile> {
  const take = takes.take(takeId)
  const recording = songs.getPart(recordingId)
  return {
    ...{ title: take.title, takeKey: takeId, recordKey: songs.getPart(recordId).mediaHash },
    numbers: numbersOfGesture(gestureOf(take)),
    recordingTitle: songs.get(recording.songId).title,
    recordingPath: await decodedPath(recording),
    recordPath: await decodedPath(songs.getPart(recordId)),
  }
}
