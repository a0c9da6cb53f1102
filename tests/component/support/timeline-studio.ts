/** A studio with a document open, over the engine in memory, and a transport that stands still until it is told. */
import type { OpenProjectId } from "#shared/contract/index.ts"
import { projectToText, type Project } from "#shared/project/index.ts"
import type { SongTransport } from "../../../src-renderer/features/timeline/song-transport.ts"
import { createStudio, type Studio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine, type FakeOptions } from "../../support/fake-engine.ts"
import { PATH_PART, QUAY_PART } from "../../support/night-ferry.ts"
import { aSong } from "../../support/synthetic-song.ts"

export interface FakeTransport extends SongTransport {
  isPlaying: boolean
  ticks: number
}

export async function aTimelineStudio(
  project: Project,
  options: FakeOptions = {},
): Promise<{ studio: Studio; transport: FakeTransport }> {
  const overrides = { "projects.append": () => {}, ...options.overrides }
  const fake = createFakeEngine({ songs: recordings(), ...options, overrides })
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  await studio.preferences.load()
  const opening = { id: "open" as OpenProjectId, name: "Night Ferry", isReadOnly: false }
  const document = projectToText(project)
  studio.project.take({ ...opening, isUntitled: false, recovered: null, document })
  return { studio, transport: aTransport() }
}

function recordings() {
  return [PATH_PART, QUAY_PART].map((id, i) => {
    const song = aSong({ id: `song-${i}`, durationSeconds: i === 0 ? 120 : 240, chunkCount: 300 })
    return { ...song, parts: song.parts.map((part) => ({ ...part, id: id as typeof part.id })) }
  })
}

function aTransport(): FakeTransport {
  const transport: FakeTransport = {
    isPlaying: false,
    ticks: 0,
    positionTicks: () => transport.ticks,
    play(from = transport.ticks) {
      transport.ticks = from
      transport.isPlaying = true
    },
    stop: () => void (transport.isPlaying = false),
    locate: (ticks) => void (transport.ticks = ticks),
    meters: { levels: () => ({ left: 0, right: 0 }) },
  }
  return transport
}
