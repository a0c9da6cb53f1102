/** What the library keeps becomes part of the project: songs as clips, chunks of a map as an instrument's keys. */
import type { Part, Song } from "#shared/contract/index.ts"
import { TrackId, DeviceId, type Media, type SamplerZone } from "#shared/project/index.ts"
import type { PadSample } from "#shared/project/drum-state.ts"
import { parseChunkKey, type Command, type Step, type Studio } from "../session/index.ts"
import { countText } from "../ui/index.ts"
import { mediaOf, songSteps } from "./drops/song-steps.ts"
import { openProject } from "./follow-project.svelte.ts"

/** The lowest key that plays a chunk: two octaves below middle C. */
const FIRST_KEY = 36
const MOST_KEYS = 128 - FIRST_KEY
/** As for other new tracks, so that neighbours differ. */
const [COLOURS, COLOUR_STEP] = [8, 3]

export function libraryToProjectCommands(studio: Studio): Command[] {
  const { library, navigation, selection, toasts } = studio
  /** What is selected in the library; elsewhere the song that is open. */
  const songs = (): Song[] => {
    const ids = navigation.view === "library" ? selection.of("song") : [navigation.openSongId]
    return ids.flatMap((id) => library.song(id) ?? [])
  }
  const attempt = async (work: Promise<void>, what: string): Promise<void> => {
    try {
      await work
    } catch (error) {
      toasts.error(error, what)
    }
  }
  return [
    {
      id: "project.add-song",
      label: "Add the song to the project",
      group: "Project",
      isEnabled: () => !navigation.isInProject && songs().length > 0,
      run: () => attempt(addSongs(studio, songs()), "The song was not added."),
    },
    {
      id: "project.add-chunks",
      label: "Play the selected chunks as an instrument",
      group: "Project",
      also: "sampler keys",
      isEnabled: () => navigation.view === "map" && selection.of("chunk").length > 0,
      run: () => attempt(addChunks(studio, "keys"), "The chunks were not added."),
    },
    {
      id: "project.add-chunk-pads",
      label: "Play the selected chunks on drum pads",
      group: "Project",
      also: "sampler drums kit",
      isEnabled: () => navigation.view === "map" && selection.of("chunk").length > 0,
      run: () => attempt(addChunks(studio, "pads"), "The chunks were not added."),
    },
  ]
}

/** Songs at the beginning of the piece, each part on a track of its own. */
async function addSongs(studio: Studio, songs: readonly Song[]): Promise<void> {
  const { navigation, project: session } = studio
  await openProject(studio)
  const steps = songSteps(session.project, songs, { startTicks: 0, trackId: null })
  const what = songs.length === 1 ? songs[0]!.title : countText(songs.length, "song")
  if (session.runAll(`Add ${what}`, steps)) navigation.go("timeline")
}

/** A track whose keys, from C2 up, play the selected chunks, the first selected lowest: as notes, or as pads that ring out. */
async function addChunks(studio: Studio, as: "keys" | "pads"): Promise<void> {
  const { library, navigation, project: session, selection, toasts } = studio
  // A project that is opened first begins with nothing selected.
  const chosen = selection.of("chunk")
  await openProject(studio)
  const { steps, places } = await placesOf(studio, chosen)
  const trackId = TrackId.parse(crypto.randomUUID())
  const name = `Chunks of ${library.song(navigation.openSongId)?.title ?? "the map"}`
  const colour = (session.project.trackOrder.length * COLOUR_STEP) % COLOURS
  const sound =
    as === "keys"
      ? { kind: "sampler", state: { zones: places.map(zoneOf) } }
      : { kind: "drums", state: { pads: places.map(padOf) } }
  const device = {
    ...{ id: DeviceId.parse(crypto.randomUUID()), role: "instrument" as const },
    ...{ isBypassed: false, parameters: {} },
    ...sound,
  }
  const kind = as === "keys" ? "instrument" : "drum"
  steps.push(
    { name: "track.add", args: { id: trackId, kind, name, colour } },
    { name: "device.add", args: { trackId, device } },
  )
  if (
    !session.runAll(as === "keys" ? "Play chunks as an instrument" : "Play chunks on pads", steps)
  )
    return
  const what = countText(places.length, "chunk")
  const verb = places.length === 1 ? "lies" : "lie"
  toasts.show(`${what} ${verb} on the ${as} from C2 up`)
  selection.set("track", [trackId])
  navigation.go("timeline")
}

/** A stretch of a recording, and the key that plays it. */
interface Place {
  readonly sample: PadSample
  readonly key: number
  /** Of the recording, without its ending. */
  readonly name: string
}

const zoneOf = ({ sample, key }: Place): SamplerZone => ({
  ...sample,
  ...{ lowKey: key, highKey: key, rootKey: key, gainDb: 0, isOneShot: false },
})
const padOf = ({ sample, key, name }: Place) => ({
  ...{ key, sample, name: `${name} ${key - FIRST_KEY + 1}`, pan: 0, chokeGroup: 0 },
})

/** Where the chosen chunks are, and what makes their recordings part of the project. */
async function placesOf(
  studio: Studio,
  keys: readonly string[],
): Promise<{ steps: Step[]; places: Place[] }> {
  const { library, project: session } = studio
  const chosen = keys.map(parseChunkKey).slice(0, MOST_KEYS)
  const ids = new Set(chosen.map(({ partId }) => partId))
  const steps: Step[] = []
  const sounds = new Map<string, { media: Media; bounds: Float64Array }>()
  for (const part of [...ids].flatMap((id) => library.part(id) ?? [])) {
    const { media, steps: adding } = mediaOf(session.project, library.song(part.songId), part)
    steps.push(...adding)
    sounds.set(part.id, { media, bounds: await boundaries(studio, part) })
  }
  const places = chosen.flatMap(({ partId, index }, at): Place[] => {
    const sound = sounds.get(partId)
    const [startSeconds, endSeconds] = [sound?.bounds[index], sound?.bounds[index + 1]]
    if (!sound || startSeconds === undefined || endSeconds === undefined) return []
    const name = sound.media.name.replace(/\.\w{1,5}$/, "")
    const sample = { mediaId: sound.media.id, startSeconds, endSeconds }
    return [{ sample, key: FIRST_KEY + at, name }]
  })
  return { steps, places }
}

/** Chunk i goes from value i to value i + 1, in seconds. */
async function boundaries({ engine }: Studio, part: Part): Promise<Float64Array> {
  const bounds = new Float64Array(part.chunkCount + 1)
  for (let offset = 0; offset < part.chunkCount;) {
    const { boundsSeconds } = await engine["chunks.read"]({ partId: part.id, offset })
    bounds.set(boundsSeconds, offset)
    if (boundsSeconds.length < 2) break
    offset += boundsSeconds.length - 1
  }
  return bounds
}
