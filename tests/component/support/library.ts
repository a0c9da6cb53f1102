/** What library views are tried with: three songs, and jobs of imports. */
import { page } from "vitest/browser"
import type { Job, Song } from "#shared/contract/index.ts"
import { aSong } from "../../support/synthetic-song.ts"

export const songs = (): [Song, Song, Song] => [
  aSong({ title: "Night Ferry", artist: "Harbour Trio", tags: ["dusk"], addedAt: 3 }),
  aSong({ title: "Low Tide", partNames: ["Drums", "Bass"], tags: ["stems"], addedAt: 2 }),
  aSong({ title: "Path of 7", kind: "bounce", hasMap: false, addedAt: 1 }),
]

export function aJob(given: Partial<Job>): Job {
  const job = {
    id: "job-1",
    kind: "import/audio",
    title: "harbour.mp3",
    state: "running",
    stage: "listening",
    fraction: 0.62,
    secondsLeft: 12,
    error: null,
    songId: null,
    batch: given.id ?? "job-1",
    wasThere: false,
    createdAt: Date.now(),
    finishedAt: null,
    ...given,
  }
  return job as unknown as Job
}

export const unreadable = (id: string, title: string, message: string, batch = id): Job =>
  aJob({
    ...{ id: id as Job["id"], title, batch, state: "failed" },
    error: { code: "unreadable", message },
  })

/** Titles of the songs listed, from top to bottom. */
export const titles = (): (string | undefined)[] =>
  page
    .getByTestId("song-row")
    .elements()
    .map((row) => row.querySelector(".name")?.textContent)
