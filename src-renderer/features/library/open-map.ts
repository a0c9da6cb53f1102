/** The map of one song, or of several together. */
import { MOST_MAP_PARTS, type Song } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"

const partCount = (songs: readonly Song[]): number =>
  songs.reduce((sum, { parts }) => sum + parts.length, 0)

export const fitOneMap = (songs: readonly Song[]): boolean => partCount(songs) <= MOST_MAP_PARTS

/** Says why not, where they are too many. */
export function openMapOf({ navigation, toasts }: Studio, songs: readonly Song[]): void {
  const [first, ...others] = songs
  if (!first) return
  if (!fitOneMap(songs)) {
    toasts.show(`One map holds ${MOST_MAP_PARTS} parts, and these songs have ${partCount(songs)}`)
    return
  }
  navigation.openSong(
    first.id,
    "map",
    others.map(({ id }) => id),
  )
}
