/** Recording while the song goes round in the loop. */
import { describe, expect, test } from "vitest"
import { clipsOf as soundingOf, takesOf, type AudioClip } from "#shared/project/index.ts"
import { bringBackTakes } from "../../src-renderer/audio/recording/place-takes.ts"
import { aRecorder, BEAT_FRAMES, BEAT_TICKS, isOver, RATE_HZ } from "./support/recorder.ts"

const ROUND_TRIP = 480

/** A loop of the second beat, half a second long. */
async function inLoop() {
  // Takes stay on the shelf, so that their samples can be looked at.
  const made = await aRecorder({ overrides: { "takes.forget": () => undefined } })
  const { studio, shelf } = made
  studio.project.run("loop.set", { startTicks: BEAT_TICKS, lengthTicks: BEAT_TICKS, isOn: true })
  const places = (clips: readonly unknown[]) =>
    (clips as AudioClip[])
      .map(({ name, startTicks, lengthTicks, offsetSeconds }) => [
        ...[name.slice(-1), startTicks, Math.round(lengthTicks)],
        Math.round(offsetSeconds * RATE_HZ),
      ])
      .sort((a, b) => Number(a[1]) - Number(b[1]) || Number(a[3]) - Number(b[3]))
  const sounding = () => places(soundingOf(studio.project.project, "voice"))
  const takes = () => places(takesOf(studio.project.project, "voice"))
  /** The context's frame at which a frame of the take came in. */
  const cameAt = (frame: number): number => [...shelf.takes.values()][0]!.samples[frame]! * 2 ** 20
  return { ...made, made, sounding, takes, cameAt }
}

describe("recording in the loop", () => {
  test("leaps with the song and makes each pass a take, of which the last whole one sounds", async () => {
    const { made, recorder, run, sounding, takes, cameAt, studio, transport } = await inLoop()
    await recorder.start(null)
    await run(1.2)
    expect(transport.positionTicks()).toBeLessThan(2 * BEAT_TICKS)
    await run(0.6)
    recorder.toggle()
    await isOver(made)
    // From the song's beginning to the loop's end, all of the loop, and 0.29 of its 0.5 seconds.
    expect(takes().map(([pass, ...place]) => [pass, ...place.slice(0, 1), place[2]])).toEqual([
      ["1", 0, 0],
      ["2", BEAT_TICKS, 2 * BEAT_FRAMES],
      ["3", BEAT_TICKS, 3 * BEAT_FRAMES],
    ])
    expect(sounding()).toEqual([
      ["1", 0, BEAT_TICKS, 0],
      ["2", BEAT_TICKS, BEAT_TICKS, 2 * BEAT_FRAMES],
    ])
    // To the sample: what was heard at the loop's beginning came back a round trip later, in each pass.
    for (const pass of [1, 2, 3])
      expect(cameAt(pass * BEAT_FRAMES)).toBe(pass * BEAT_FRAMES + ROUND_TRIP)
    expect(studio.project.undoLabel).toBe("Record takes")
    // What lies below in lanes is not chosen: it would be removed unseen.
    const shown = soundingOf(studio.project.project, "voice").map(({ id }) => id)
    expect([...studio.selection.ids].sort()).toEqual([...shown].sort())
    studio.project.undo()
    expect([...sounding(), ...takes()]).toEqual([])
  })

  test("that ends before the first leap is one clip, and beyond the loop goes straight on", async () => {
    const early = await inLoop()
    await early.recorder.start(null)
    await early.run(0.5)
    early.recorder.toggle()
    await isOver(early.made)
    expect([early.sounding().length, early.takes()]).toEqual([1, []])
    const beyond = await inLoop()
    beyond.transport.locate(2 * BEAT_TICKS)
    await beyond.recorder.start(null)
    await beyond.run(0.8)
    expect(beyond.transport.positionTicks()).toBeGreaterThan(3 * BEAT_TICKS)
    beyond.recorder.toggle()
    await isOver(beyond.made)
    expect(beyond.takes()).toEqual([])
  })

  test("comes back as takes after a crash", async () => {
    const { shelf, studio, sounding, takes } = await inLoop()
    const cycle = { startTicks: BEAT_TICKS, lengthTicks: BEAT_TICKS, firstFrames: BEAT_FRAMES }
    const place = { projectId: "p", trackId: "voice", startTicks: BEAT_TICKS, offsetSeconds: 0 }
    const take = {
      ...{ id: "lost", name: "Voice, take 1", rateHz: RATE_HZ, channels: 1 },
      place: { ...place, cycle: { ...cycle, frames: BEAT_FRAMES } },
    } as never
    const samples = Array.from({ length: 2.75 * BEAT_FRAMES }, () => 0)
    shelf.takes.set("lost", { take, samples })
    expect(await bringBackTakes(studio)).toContain("was being recorded")
    expect(takes().map(([pass]) => pass)).toEqual(["1", "2", "3"])
    expect(sounding()).toEqual([["2", BEAT_TICKS, BEAT_TICKS, BEAT_FRAMES]])
  })
})
