/** The scratch lab without an engine, for component tests: discoveries in memory, gestures read by rules, which are pure. */
import type {
  Handlers,
  JobId,
  ScratchArchiveId,
  ScratchArchiveView,
  scratchDiscovery,
  scratchReading,
  ScratchReading,
} from "../../src-main/shared/contract/index.ts"
import { gestureOfNumbers } from "../../src-main/shared/gesture/index.ts"
import { readScratch } from "../../src-main/shared/scratch/index.ts"

const reading: ScratchReading = {
  ...{ startSeconds: 0, endSeconds: 1, technique: "baby", confidence: 0.9, alternatives: [] },
  ...{ strokes: 2, segments: [] },
}

/** @param views those that there are; none unless told */
export function fakeScratch(
  views: ScratchArchiveView[] = [],
): Handlers<typeof scratchReading & typeof scratchDiscovery> {
  const untilAborted = (signal: AbortSignal): Promise<undefined> =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)))
  return {
    "scratch.read": ({ numbers, openEnd }) => readScratch(gestureOfNumbers(numbers), { openEnd }),
    "scratch.discover": () => ({
      archiveId: "new" as ScratchArchiveId,
      jobId: "job-new" as JobId,
    }),
    "scratch.archives": (_input, { signal, progress }) => {
      progress(views.map(({ archive }) => archive))
      return untilAborted(signal)
    },
    "scratch.archive": ({ archiveId }, { signal, progress }) => {
      const view = views.find(({ archive }) => archive.id === archiveId)
      if (view) progress(view)
      return untilAborted(signal)
    },
    "scratch.elite": () => ({ numbers: Float64Array.of(1, 0, 0, 0), bpm: 95, reading }),
    "scratch.day": () => ({ numbers: Float64Array.of(1, 0, 0, 0), bpm: 95, reading }),
    "scratch.removeArchive": () => ({}),
  }
}
