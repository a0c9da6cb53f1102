/** Says, in whichever view, that files which were imported are in the library already. */
import type { Job } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"
import { knownBatches, knownText } from "./imports.ts"

/** Call in a component. Imports of earlier sessions are not told again. */
export function followKnownFiles(studio: Studio): void {
  const openedAt = Date.now()
  const told = new Set<string>()
  $effect(() => {
    for (const batch of knownBatches(studio.jobs.all)) {
      const news = batch.filter(({ id, createdAt }) => createdAt >= openedAt && !told.has(id))
      for (const { id } of news) told.add(id)
      if (news.length > 0) tell(studio, news)
    }
  })
}

function tell({ library, navigation, selection, toasts }: Studio, known: readonly Job[]): void {
  const songIds = known.flatMap(({ songId }) => songId ?? [])
  const show = (): void => {
    navigation.go("library")
    selection.set("song", songIds)
  }
  toasts.show(
    knownText(known, (songId) => library.song(songId)?.title),
    { action: { label: "Show", run: show } },
  )
}
