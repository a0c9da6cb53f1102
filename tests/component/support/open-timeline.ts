/** The timeline over a document in memory. */
import { render } from "vitest-browser-svelte"
import "../../../src-renderer/app/theme/base.css"
import { entityOf, type Clip, type Project, type Track } from "#shared/project/index.ts"
import type { Studio } from "../../../src-renderer/session/index.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { nightFerry } from "../../support/night-ferry.ts"
import { aTimelineStudio, type FakeTransport } from "./timeline-studio.ts"
import Timeline from "./Timeline.svelte"

export interface OpenTimeline {
  studio: Studio
  transport: FakeTransport
  /** Clips that were to be opened. */
  opened: string[]
  lanes: HTMLElement
}

interface TimelineOptions extends FakeOptions {
  project?: Project
  hasDock?: boolean
}

export async function openTimeline(options: TimelineOptions = {}): Promise<OpenTimeline> {
  const { project = nightFerry(), hasDock = false, ...rest } = options
  const { studio, transport } = await aTimelineStudio(project, rest)
  const opened: string[] = []
  const onopen = (id: string): void => void opened.push(id)
  const screen = await render(Timeline, { studio, transport, hasDock, onopen })
  const lanes = screen.getByTestId("timeline-lanes").element() as HTMLElement
  await frames(3)
  return { studio, transport, opened, lanes }
}

export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

export const BAR = 3840

export const clipIn = ({ studio }: OpenTimeline, id: string): Clip | undefined =>
  entityOf(studio.project.project.clips, id as Clip["id"])

export const trackIn = ({ studio }: OpenTimeline, id: string): Track =>
  entityOf(studio.project.project.tracks, id as Track["id"])!
