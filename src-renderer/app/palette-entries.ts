/** What the palette offers for a query. */
import { isEnabled, keysOf, type Studio } from "../session/index.ts"

export interface Entry {
  id: string
  label: string
  group: string
  keys?: string | undefined
  run(): unknown
}

const MOST = 60

type Source = Pick<Studio, "commands" | "library" | "navigation" | "selection">

/** Words of the query may stand in any order; `recent` entries come first, then those that begin with it. */
export function findEntries(studio: Source, query: string, recent: readonly string[]): Entry[] {
  const text = query.trim().toLowerCase()
  if (text.startsWith(">")) return match(commandEntries(studio), text.slice(1), recent)
  if (text.startsWith("#")) return match(tagEntries(studio), text.slice(1), recent)
  return match([...songEntries(studio), ...commandEntries(studio)], text, recent)
}

interface Candidate extends Entry {
  also: string
}

function match(candidates: Candidate[], text: string, recent: readonly string[]): Entry[] {
  const words = text.split(/\s+/).filter(Boolean)
  const rank = ({ id, label }: Candidate): number => {
    const position = recent.indexOf(id)
    const isPrefix = words.length > 0 && label.toLowerCase().startsWith(words[0] ?? "")
    return (isPrefix ? -1000 : 0) + (position < 0 ? recent.length : position)
  }
  return candidates
    .filter(({ label, group, also }) => {
      const own = `${label} ${group} ${also}`.toLowerCase()
      return words.every((word) => own.includes(word))
    })
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, MOST)
}

const commandEntries = ({ commands }: Source): Candidate[] =>
  commands.all
    .filter((command) => command.isListed !== false && isEnabled(command))
    .map((command) => ({
      id: command.id,
      label: command.label,
      group: command.group ?? "Studio",
      also: command.also ?? "",
      keys: keysOf(command)[0],
      run: () => command.run(),
    }))

const songEntries = ({ library, navigation }: Source): Candidate[] =>
  library.songs.map((song) => ({
    id: `song-${song.id}`,
    label: song.title,
    group: { song: "Song", stems: "Stems", bounce: "Bounce" }[song.kind],
    also: `${song.artist} ${song.tags.join(" ")}`,
    run: () => navigation.openSong(song.id),
  }))

const tagEntries = ({ library, navigation, selection }: Source): Candidate[] =>
  [...new Set(library.songs.flatMap(({ tags }) => tags))].sort().map((tag) => ({
    id: `tag-${tag}`,
    label: tag,
    group: "Tag",
    also: "",
    run: () => {
      const tagged = library.songs.filter(({ tags }) => tags.includes(tag))
      selection.set(
        "song",
        tagged.map(({ id }) => id),
      )
      navigation.go("library")
    },
  }))
