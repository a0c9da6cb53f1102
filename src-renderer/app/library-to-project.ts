/** What the library keeps becomes part of the project: songs as clips, chunks of a map as an instrument's keys. */
import type { Part, Song } from "#shared/contract/index.ts"
import { TrackId, DeviceId, type Media, type SamplerZone } from "#shared/project/index.ts"
import { parseChunkKey, type Command, type Step, type Studio } from "../session/index.ts"
import { countText } from "../ui/index.ts"
import { mediaOf, songSteps } from "./drops/song-steps.ts"
import { openProject } from "./follow-project.svelte.ts"

/** The lowest key that plays a chunk: two octaves below middle C. */
const FIRST_KEY = 36
const MOST_KEYS = 128 - FIRST_KEY
const COLOURS = 12

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
      also: "sampler keys pads",
      isEnabled: () => navigation.view === "map" && selection.of("chunk").length > 0,
      run: () => attempt(addChunks(studio), "The chunks were not added."),
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

/** A track whose keys, from C2 up, play the selected chunks, the first selected lowest. */
async function addChunks(studio: Studio): Promise<void> {
  const { library, navigation, project: session, selection, toasts } = studio
  const chosen = selection.of("chunk").map(parseChunkKey).slice(0, MOST_KEYS)
  const parts = [...new Set(chosen.map(({ partId }) => partId))].flatMap(
    (id) => library.part(id) ?? [],
  )
  await openProject(studio)
  const { project } = session
  const steps: Step[] = []
  const places = new Map<string, { media: Media; bounds: Float64Array }>()
  for (const part of parts) {
    const { media, steps: adding } = mediaOf(project, library.song(part.songId), part)
    steps.push(...adding)
    places.set(part.id, { media, bounds: await boundaries(studio, part) })
  }
  const zones = chosen.flatMap(({ partId, index }, at): SamplerZone[] => {
    const place = places.get(partId)
    const [startSeconds, endSeconds] = [place?.bounds[index], place?.bounds[index + 1]]
    if (!place || startSeconds === undefined || endSeconds === undefined) return []
    const key = FIRST_KEY + at
    return [
      {
        ...{ mediaId: place.media.id, startSeconds, endSeconds },
        ...{ lowKey: key, highKey: key, rootKey: key, gainDb: 0, isOneShot: false },
      },
    ]
  })
  const trackId = TrackId.parse(crypto.randomUUID())
  const name = `Chunks of ${library.song(navigation.openSongId)?.title ?? "the map"}`
  const colour = project.trackOrder.length % COLOURS
  steps.push(
    { name: "track.add", args: { id: trackId, kind: "instrument", name, colour } },
    {
      name: "device.add",
      args: {
        trackId,
        device: {
          ...{ id: DeviceId.parse(crypto.randomUUID()), kind: "sampler", role: "instrument" },
          ...{ isBypassed: false, parameters: {}, state: { zones } },
        },
      },
    },
  )
  if (!session.runAll("Play chunks as an instrument", steps)) return
  toasts.show(`${zones.length} chunks lie on the keys from C2 up`)
  navigation.go("timeline")
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
