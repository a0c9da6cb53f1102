/** The recorder: where takes lie, and what becomes of them. */
import { describe, expect, test } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import { entitiesOf, trackOf } from "#shared/project/index.ts"
import { bringBackTakes } from "../../src-renderer/audio/recording/place-takes.ts"
import {
  aRecorder,
  aShelf,
  BEAT_FRAMES,
  BEAT_TICKS,
  clipsOf,
  isOver,
  RATE_HZ,
  type Made,
} from "./support/recorder.ts"

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

  test("keeps its track armed: undo goes back to there, says why, and goes on when it is over", async () => {
    const made = await aRecorder({ isArmed: false })
    const { project: session } = made.studio
    const voice = () => trackOf(session.project, "voice")
    session.run("track.arm", { trackIds: ["voice"], isArmed: true })
    await made.recorder.start(null)
    session.run("track.gain", { trackIds: ["voice"], gainDb: -6 })
    session.undo()
    session.undo()
    session.jump(0)
    expect(voice()).toMatchObject({ isArmed: true, gainDb: 0 })
    expect(made.said()).toContain("Voice is being recorded: stop first")
    made.recorder.toggle()
    await isOver(made)
    session.undo()
    expect(voice().isArmed).toBe(false)
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
