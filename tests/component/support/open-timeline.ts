/** The timeline over a document in memory, with a transport that stands still until it is told. */
import { render } from "vitest-browser-svelte"
import "../../../src-renderer/app/theme/base.css"
import { projectToJson, type Project } from "#shared/project/index.ts"
import type { OpenProjectId } from "#shared/contract/index.ts"
import type { SongTransport } from "../../../src-renderer/features/timeline/index.ts"
import { createStudio, type Studio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine, type FakeOptions } from "../../support/fake-engine.ts"
import { nightFerry, PATH_PART, QUAY_PART } from "../../support/night-ferry.ts"
import { aSong } from "../../support/synthetic-song.ts"
import Timeline from "./Timeline.svelte"

export interface FakeTransport extends SongTransport {
  isPlaying: boolean
  ticks: number
}

export interface OpenTimeline {
  studio: Studio
  transport: FakeTransport
  /** Clips that were to be opened. */
  opened: string[]
  lanes: HTMLElement
}

export interface TimelineOptions extends FakeOptions {
  project?: Project
  hasDock?: boolean
}

export async function openTimeline(options: TimelineOptions = {}): Promise<OpenTimeline> {
  const { project = nightFerry(), hasDock = false, ...rest } = options
  const [path, quay] = [PATH_PART, QUAY_PART].map((id, i) => {
    const song = aSong({ id: `song-${i}`, durationSeconds: i === 0 ? 120 : 240, chunkCount: 300 })
    return { ...song, parts: song.parts.map((part) => ({ ...part, id: id as typeof part.id })) }
  })
  const overrides = { "projects.append": () => {}, ...rest.overrides }
  const fake = createFakeEngine({ songs: [path!, quay!], ...rest, overrides })
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  await studio.preferences.load()
  const opening = { id: "open" as OpenProjectId, name: "Night Ferry", isReadOnly: false }
  const document = projectToJson(project)
  studio.project.take({ ...opening, isUntitled: false, recovered: null, document })
  const transport = aTransport()
  const opened: string[] = []
  const onopen = (id: string): void => void opened.push(id)
  const screen = await render(Timeline, { studio, transport, hasDock, onopen })
  const lanes = screen.getByTestId("timeline-lanes").element() as HTMLElement
  await frames(3)
  return { studio, transport, opened, lanes }
}

export function aTransport(): FakeTransport {
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
    levels: () => ({ left: 0, right: 0 }),
  }
  return transport
}

export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}
