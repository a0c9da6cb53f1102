/** The recorder over a real audio thread whose clock moves when it is told to, and an engine in memory. */
import { describe, expect, onTestFinished, test } from "vitest"
import { StudioError, type Take } from "#shared/contract/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { entitiesOf, type AudioClip } from "#shared/project/index.ts"
import { GraphHost } from "../../src-renderer/audio/graph-host.ts"
import type { PlayerLine } from "../../src-renderer/audio/player-protocol.ts"
import { ProjectTransport } from "../../src-renderer/audio/project-transport.svelte.ts"
import { AudioInputs } from "../../src-renderer/audio/recording/audio-inputs.svelte.ts"
import { bringBackTakes } from "../../src-renderer/audio/recording/place-takes.ts"
import { Recorder } from "../../src-renderer/audio/recording/recorder.svelte.ts"
import { RecordingSettings } from "../../src-renderer/audio/recording/recording-settings.ts"
import { Sound } from "../../src-renderer/audio/sound.ts"
import type { FakeOptions } from "../support/fake-engine.ts"
import { after, anEmptyProject } from "../support/projects.ts"
import { aSong } from "../support/synthetic-song.ts"
import { aTimelineStudio } from "./support/timeline-studio.ts"

const RATE_HZ = 48_000
const LATE_SECONDS = 0.01
/** At 120 a beat. */
const BEAT_FRAMES = 24_000
const BEAT_TICKS = 960

/** The engine's takes: what was appended to each. */
function aShelf() {
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

async function aRecorder(
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

type Made = Awaited<ReturnType<typeof aRecorder>>
const clipsOf = ({ studio }: Made): AudioClip[] =>
  entitiesOf(studio.project.project.clips) as AudioClip[]
const isOver = ({ recorder }: Made) => expect.poll(() => recorder.isRecording).toBe(false)

describe("the recorder", () => {
  test("places a take as one step, earlier by what the device is late", async () => {
    const made = await aRecorder()
    made.transport.locate(BEAT_TICKS)
    await made.recorder.start(null)
    await made.run(1)
    made.recorder.toggle()
    await isOver(made)
    const [clip] = clipsOf(made)
    expect(clip).toMatchObject({ trackId: "voice", startTicks: BEAT_TICKS, offsetSeconds: 0 })
    expect(made.studio.project.undoLabel).toBe("Record take")
    const [first] = made.shelf.songs.at(-1)!.parts
    // A second, less the 480 frames of the round trip that came before the song's first frame was heard.
    expect(first?.frames).toBe(Math.ceil(RATE_HZ / QUANTUM) * QUANTUM - 480)
    expect(made.shelf.takes.size).toBe(0)
    made.studio.project.undo()
    expect(clipsOf(made)).toEqual([])
  })

  test("keeps the count-in before the clip, where an early note can be found", async () => {
    const made = await aRecorder()
    made.settings.countInBars = 1
    await made.recorder.start(null)
    await made.run(3)
    made.recorder.toggle()
    await isOver(made)
    expect(clipsOf(made)[0]).toMatchObject({ startTicks: 0, offsetSeconds: 2 })
  })

  test("into a range keeps the range to the frame, ends by itself and lets the song play on", async () => {
    const made = await aRecorder()
    made.studio.project.run("loop.set", {
      ...{ startTicks: BEAT_TICKS, lengthTicks: BEAT_TICKS, isOn: false },
    })
    made.recorder.toggleIntoRange()
    await expect.poll(() => made.recorder.isRecording).toBe(true)
    await made.run(1.3)
    await isOver(made)
    expect(made.transport.isPlaying).toBe(true)
    const [clip] = clipsOf(made)
    expect(clip).toMatchObject({ startTicks: BEAT_TICKS, lengthTicks: BEAT_TICKS })
    expect(made.shelf.songs.at(-1)!.parts[0]!.frames).toBe(BEAT_FRAMES)
  })

  test("ends what it has when the device goes away, and says how much that is", async () => {
    const made = await aRecorder()
    await made.recorder.start(null)
    await made.run(1.5)
    made.inputs.onGone("")
    await isOver(made)
    expect(made.said()).toContain("The input is gone. The recording up to 0:01 is kept.")
    expect(clipsOf(made)).toHaveLength(1)
  })

  test("ends what it has when the disk is full, in the engine's own words", async () => {
    const full = "The disk is full. The recording up to 0:01 is kept."
    const shelf = aShelf()
    let blocks = 0
    const made = await aRecorder({
      overrides: {
        "takes.append": (...call) => {
          if (++blocks > 4) throw new StudioError("disk-full", full)
          return made.shelf.overrides["takes.append"]!(...call)
        },
      },
    })
    await made.recorder.start(null)
    await made.run(2)
    await isOver(made)
    expect(made.said()).toContain(full)
    expect(clipsOf(made)).toHaveLength(1)
    expect(shelf.takes.size).toBe(0)
  })

  test("says what is missing where no track is armed, or no input is there", async () => {
    const unarmed = await aRecorder({ isArmed: false })
    await unarmed.recorder.start(null)
    expect(unarmed.said()).toContain("No track is armed: press R on the track to record on.")
    const deaf = await aRecorder()
    deaf.inputs.open = () =>
      Promise.reject(new StudioError("device-unavailable", "No audio input was found"))
    await deaf.recorder.start(null)
    expect(deaf.said()).toBe("Nothing is recorded. No audio input was found.")
    expect(deaf.recorder.isRecording).toBe(false)
  })

  test("puts a take that was never placed back on its track, once", async () => {
    const made = await aRecorder()
    const place = { projectId: "p", trackId: "gone", startTicks: 0, offsetSeconds: 0 }
    const take = { id: "lost", name: "Voice, take 1", rateHz: RATE_HZ, channels: 1, place } as never
    made.shelf.takes.set("lost", { take, samples: Array.from({ length: 96_000 }, () => 0) })
    const words = await bringBackTakes(made.studio)
    expect(words).toBe(
      "“Voice, take 1” was being recorded when the studio stopped. Its 0:02 are back on the track.",
    )
    expect(clipsOf(made)).toHaveLength(1)
    expect(await bringBackTakes(made.studio)).toBe("")
  })
})

describe("what is played on keys", () => {
  const KEYS = "keys"
  const armKeys = ({ studio }: Made): void => {
    studio.project.run("track.arm", { trackIds: ["voice"], isArmed: false })
    studio.project.run("track.add", { id: KEYS, kind: "instrument", name: "Keys" })
    studio.project.run("track.arm", { trackIds: [KEYS], isArmed: true })
  }
  const on = (pitch: number): number => (0x90 << 16) | (pitch << 8) | 90
  const off = (pitch: number): number => (0x80 << 16) | (pitch << 8) | 64
  const notesOf = (made: Made) =>
    entitiesOf(made.studio.project.project.clips).flatMap((clip) =>
      clip.kind === "notes" ? [clip] : [],
    )

  test("becomes a clip of notes and pedal as one step, kept on disk while it is played", async () => {
    const made = await aRecorder()
    armKeys(made)
    await made.recorder.start(null)
    await made.run(0.5)
    made.recorder.hear(KEYS, on(60), performance.now())
    made.recorder.hear(KEYS, (0xb0 << 16) | (64 << 8) | 127, performance.now())
    await made.run(0.5)
    made.recorder.hear(KEYS, off(60), performance.now())
    await made.run(0.5)
    expect(made.shelf.clips.size).toBe(1)
    made.recorder.toggle()
    await isOver(made)
    const [clip] = notesOf(made)
    expect(clip).toMatchObject({ trackId: KEYS, startTicks: 0, name: "Keys" })
    expect(clip?.notes).toHaveLength(1)
    expect(clip?.controllers.map(([, status, number]) => [status, number])).toEqual([[0xb0, 64]])
    expect(made.shelf.clips.size).toBe(0)
    made.studio.project.undo()
    expect(notesOf(made)).toEqual([])
  })

  test("that nobody played leaves no clip", async () => {
    const made = await aRecorder()
    armKeys(made)
    await made.recorder.start(null)
    await made.run(0.3)
    made.recorder.toggle()
    await isOver(made)
    expect(notesOf(made)).toEqual([])
  })

  test("comes back after a crash, once", async () => {
    const made = await aRecorder()
    armKeys(made)
    made.shelf.clips.set("lost", {
      ...{ id: "c", kind: "notes", trackId: KEYS, name: "Keys", startTicks: 0, lengthTicks: 960 },
      ...{ isMuted: false, offsetTicks: 0, notes: [], controllers: [] },
    })
    expect(await bringBackTakes(made.studio)).toContain("is back on its track")
    expect(notesOf(made)).toHaveLength(1)
    expect(await bringBackTakes(made.studio)).toBe("")
  })
})
