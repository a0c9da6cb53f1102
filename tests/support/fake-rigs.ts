/** Rigs in memory, for component tests: there are those that are given, and a fit answers at once. */
import type {
  Handlers,
  JobId,
  ScratchRig,
  ScratchRigId,
  scratchSound,
  SongId,
} from "../../src-main/shared/contract/index.ts"

/** @param rigs those that there are; none unless told */
export const fakeRigs = (rigs: readonly ScratchRig[] = []): Handlers<typeof scratchSound> => ({
  "scratch.rigs": (_input, { signal, progress }) => {
    progress([...rigs])
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)))
  },
  "scratch.fitRig": () => ({ rigId: "rig-new" as ScratchRigId, jobId: "job-rig" as JobId }),
  "scratch.removeRig": () => ({}),
  "scratch.sound": () => ({ songId: "song-sound" as SongId }),
  "scratch.sample": () => ({ songId: "song-sample" as SongId }),
})
