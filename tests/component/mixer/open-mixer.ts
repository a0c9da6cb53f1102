/** The mixer over a document in memory, with a transport whose levels a test chooses. */
import { render } from "vitest-browser-svelte"
import { page } from "vitest/browser"
import { projectToText, trackOf, type Project, type Track } from "#shared/project/index.ts"
import "../../../src-renderer/app/theme/base.css"
import type { MasterReading, MixerTransport } from "../../../src-renderer/features/mixer/index.ts"
import { createStudio, type Studio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine } from "../../support/fake-engine.ts"
import { aMix } from "./a-mix.ts"
import MixerStage from "./MixerStage.svelte"

interface Options {
  project?: Project
  preferences?: Record<string, unknown>
  isDock?: boolean
}

export interface FakeTransport {
  isPlaying: boolean
  /** Linear peaks by track. */
  peaks: Record<string, number>
  reading: MasterReading | null
  /** Of any device, in dB. */
  bands: Float32Array
  meters: MixerTransport["meters"]
  played: { trackId: string; pitch: number; velocity: number }[]
  playKey(trackId: string, pitch: number, velocity: number): void
  watched: readonly string[]
  watch(deviceIds: readonly string[]): void
}

export interface OpenMixer {
  studio: Studio
  transport: FakeTransport
  /** What was to be opened elsewhere. */
  opened: string[]
  /** Tracks whose way over time was to be shown. */
  automated: string[]
  track(id: string): Track
  labels(): readonly string[]
}

export async function openMixer(options: Options = {}): Promise<OpenMixer> {
  const fake = createFakeEngine({
    preferences: options.preferences ?? {},
    overrides: { "projects.append": () => undefined },
  })
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  await studio.preferences.load()
  studio.project.take({
    ...{ id: "open" as never, name: "night-ferry.slipmat", isReadOnly: false, isUntitled: false },
    ...{ document: projectToText(options.project ?? aMix()), recovered: null },
  })
  const transport: FakeTransport = {
    isPlaying: false,
    peaks: {},
    reading: null,
    bands: new Float32Array(120).fill(-90),
    meters: {
      levels(id) {
        const left = transport.peaks[id] ?? 0
        const right = left * 0.85
        return { left, right, leftPower: left ** 2 / 2, rightPower: right ** 2 / 2 }
      },
      master: () => transport.reading,
      device: () => ({ reductionDb: 4.2, spectrum: transport.bands }),
    },
    played: [],
    playKey: (trackId, pitch, velocity) => void transport.played.push({ trackId, pitch, velocity }),
    watched: [],
    watch(ids) {
      this.watched = ids
    },
  }
  const opened: string[] = []
  const automated: string[] = []
  await render(MixerStage, {
    ...{ studio, transport, isDock: options.isDock ?? false },
    onOpenDevice: (trackId: string, deviceId: string) => void opened.push(`${trackId}/${deviceId}`),
    onAutomate: (trackId: string) => void automated.push(trackId),
  })
  return {
    ...{ studio, transport, opened, automated },
    track: (id) => trackOf(studio.project.project, id),
    labels: () => studio.project.entries.map(({ label }) => label),
  }
}

export const strip = (name: string): ReturnType<typeof page.getByRole> =>
  page.getByRole("group", { name: new RegExp(`^${name},`) })
