/** The recorder over a real audio thread whose clock moves when it is told to, and an engine in memory. */
import { expect, onTestFinished } from "vitest"
import type { Take } from "#shared/contract/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { entitiesOf, type AudioClip } from "#shared/project/index.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"
import type { PlayerLine } from "../../../src-renderer/audio/player-protocol.ts"
import { ProjectTransport } from "../../../src-renderer/audio/project-transport.svelte.ts"
import { AudioInputs } from "../../../src-renderer/audio/recording/audio-inputs.svelte.ts"
import { Recorder } from "../../../src-renderer/audio/recording/recorder.svelte.ts"
import { RecordingSettings } from "../../../src-renderer/audio/recording/recording-settings.ts"
import { Sound } from "../../../src-renderer/audio/sound.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { after, anEmptyProject } from "../../support/projects.ts"
import { aSong } from "../../support/synthetic-song.ts"
import { aTimelineStudio } from "./timeline-studio.ts"

export const RATE_HZ = 48_000
const LATE_SECONDS = 0.01
/** At 120 a beat. */
export const BEAT_FRAMES = 24_000
export const BEAT_TICKS = 960

/** The engine's takes: what was appended to each. */
export function aShelf() {
  const takes = new Map<string, { take: Take; samples: number[] }>()
  const clips = new Map<string, unknown>()
  const songs = [aSong({ id: "first", durationSeconds: 1, chunkCount: 1 })]
  const finished = (id: string) => {
    const { take, samples } = takes.get(id)!
    const frames = samples.length / take.channels
    const song = aSong({ id, durationSeconds: frames / take.rateHz, chunkCount: 0 })
    const part = { ...song.parts[0]!, id: id as never, frames, mediaHash: "a".repeat(64) }
    const known = { ...part, sampleRateHz: take.rateHz, durationSeconds: frames / take.rateHz }
    songs.push({ ...song, parts: [known] })
    return { take, part: known }
  }
  const overrides: NonNullable<FakeOptions["overrides"]> = {
    "takes.begin": ({ take }) => void takes.set(take.id, { take, samples: [] }),
    "takes.append": ({ takeId, samples }) => {
      const one = takes.get(takeId)!
      one.samples.push(...samples)
      return { frames: one.samples.length / one.take.channels }
    },
    "takes.finish": ({ takeId }) => finished(takeId),
    "takes.pending": () => [...takes.keys()].map(finished),
    "takes.keepClip": ({ takeId, clip }) => void clips.set(takeId, clip),
    "takes.pendingClips": () =>
      [...clips].map(([takeId, clip]) => ({
        takeId: takeId as never,
        projectId: "p",
        clip: clip as never,
      })),
    "takes.forget": ({ takeId }) => void (takes.delete(takeId), clips.delete(takeId)),
  }
  return { takes, clips, songs, overrides }
}

export async function aRecorder(
  options: { isArmed?: boolean; overrides?: FakeOptions["overrides"] } = {},
) {
  const shelf = aShelf()
  const project = after(
    anEmptyProject(),
    ["track.add", { id: "voice", kind: "audio", name: "Voice" }],
    ["track.arm", { trackIds: ["voice"], isArmed: options.isArmed ?? true }],
  )
  const overrides = { ...shelf.overrides, ...options.overrides }
  const { studio } = await aTimelineStudio(project, { songs: shelf.songs, overrides })
  onTestFinished(studio.library.open())
  let receive: (message: never) => void = () => {}
  let tick = (): void => {}
  let frame = 0
  const host = new GraphHost(RATE_HZ, (message) => receive(structuredClone(message) as never))
  const line: PlayerLine = {
    rateHz: RATE_HZ,
    post: (message) => host.receive(message as never),
    listen: (listener) => (receive = listener as never),
    heardSeconds: () => frame / RATE_HZ,
    connectInput: () => () => undefined,
  }
  const sound = new Sound({
    engine: studio.engine,
    openPlayer: async () => line,
    every: (run) => {
      tick = run
      return () => {}
    },
  })
  const transport = new ProjectTransport({
    ...{ sound, project: studio.project, findPart: () => undefined },
    onProblem: (error) => studio.toasts.error(error),
  })
  const inputs = new AudioInputs()
  const input = { name: "", label: "Mic", slot: 0, channels: 1, latencySeconds: LATE_SECONDS }
  inputs.open = async () => input
  const settings = new RecordingSettings(studio.preferences)
  settings.countInBars = 0
  const recorder = new Recorder({ studio, transport, sound, inputs, settings })
  /** Lets the audio thread make so many seconds: each sample of the input is the context's frame over 2^20. */
  const run = async (seconds: number): Promise<void> => {
    const end = frame + seconds * RATE_HZ
    while (frame < end) {
      const block = Float32Array.from({ length: QUANTUM }, (_, i) => (frame + i) / 2 ** 20)
      host.process(new Float32Array(QUANTUM), new Float32Array(QUANTUM), frame, [[block]])
      frame += QUANTUM
      if (frame % (64 * QUANTUM) === 0) await calm()
    }
    await calm()
  }
  async function calm(): Promise<void> {
    tick()
    for (let i = 0; i < 4; i++) await new Promise((resolve) => setTimeout(resolve))
  }
  const said = (): string => studio.toasts.queue.map(({ text }) => text).join(" ")
  return { ...{ studio, shelf, transport, inputs, settings, recorder, run, said, calm } }
}

export type Made = Awaited<ReturnType<typeof aRecorder>>
export const clipsOf = ({ studio }: Made): AudioClip[] =>
  entitiesOf(studio.project.project.clips) as AudioClip[]
export const isOver = ({ recorder }: Made) => expect.poll(() => recorder.isRecording).toBe(false)
