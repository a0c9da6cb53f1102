/** What is heard follows the document, also while it plays: the line to the audio thread is written down. */
import { flushSync } from "svelte"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { ProjectTransport } from "../../src-renderer/audio/project-transport.svelte.ts"
import type { FromAudio, ToAudio } from "../../src-renderer/audio/player-protocol.ts"
import { Sound } from "../../src-renderer/audio/sound.ts"
import { createStudio, type Studio } from "../../src-renderer/session/index.ts"
import { projectToText } from "#shared/project/index.ts"
import { createFakeEngine } from "../support/fake-engine.ts"
import { aMix } from "./mixer/a-mix.ts"

let end: () => void = () => undefined
beforeEach(() => {
  // The file of sounds: here nobody plays them.
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(new ArrayBuffer(8)))
})
afterEach(() => {
  end()
  vi.restoreAllMocks()
})

interface Played {
  studio: Studio
  transport: ProjectTransport
  posted: ToAudio[]
  tell(message: FromAudio): void
}

async function play(): Promise<Played> {
  const fake = createFakeEngine({ overrides: { "projects.append": () => undefined } })
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  studio.project.take({
    ...{ id: "open" as never, name: "night-ferry.slipmat", isReadOnly: false, isUntitled: false },
    ...{ document: projectToText(aMix()), recovered: null },
  })
  const posted: ToAudio[] = []
  let tell: (message: FromAudio) => void = () => undefined
  const line = {
    rateHz: 48_000,
    post: (message: ToAudio) => void posted.push(structuredClone(message)),
    listen: (receive: typeof tell) => void (tell = receive),
    heardSeconds: () => 0,
  }
  const problems: unknown[] = []
  const transport = new ProjectTransport({
    sound: new Sound({ engine: studio.engine, openPlayer: () => Promise.resolve(line) }),
    project: studio.project,
    findPart: () => undefined,
    onProblem: (error) => void problems.push(error),
  })
  end = $effect.root(() => transport.follow())
  flushSync()
  transport.play()
  // The instruments' sounds were loaded.
  await expect
    .poll(() => {
      tell({ kind: "graph-bank-ready" })
      return posted.some(({ kind }) => kind === "graph-play") || problems.length > 0
    })
    .toBe(true)
  expect(problems).toEqual([])
  return { studio, transport, posted, tell: (message) => tell(message) }
}

const plans = (posted: readonly ToAudio[]) =>
  posted.flatMap((each) => (each.kind === "graph-plan" ? [each.plan] : []))

const idsOf = (posted: readonly ToAudio[]): string[] =>
  plans(posted)
    .at(-1)!
    .channels.map(({ id }) => id)

describe("while the project plays", () => {
  test("a fader that is moved, a mute and its undo are heard at once", async () => {
    const { studio, posted } = await play()
    const drums = () =>
      plans(posted)
        .at(-1)!
        .channels.find(({ id }) => id === "drums")!
    studio.project.run("track.gain", { trackIds: ["drums"], gainDb: -20 })
    flushSync()
    expect(drums().gainDb).toBe(-20)
    studio.project.run("track.mute", { trackIds: ["drums"], isMuted: true })
    flushSync()
    expect(drums().isSilent).toBe(true)
    studio.project.undo()
    flushSync()
    expect(drums().isSilent).toBe(false)
  })

  test("meters and watched devices show what the audio thread tells, until it stops", async () => {
    const { transport, posted, tell } = await play()
    transport.watch(["bass-eq"])
    expect(posted.at(-1)).toEqual({ kind: "graph-watch", deviceIds: ["bass-eq"] })
    const place = plans(posted)
      .at(-1)!
      .channels.findIndex(({ id }) => id === "bass")
    const levels = new Float32Array(plans(posted).at(-1)!.channels.length * 4)
    levels.set([0.5, 0.25, 0.125, 0.03], place * 4)
    tell({ kind: "graph-order", channelIds: idsOf(posted) })
    tell({ kind: "graph-levels", levels })
    const reading = { id: "bass-eq", reductionDb: null, spectrum: new Float32Array(120) }
    tell({ kind: "graph-devices", readings: [reading] })
    expect(transport.meters.levels("bass")).toMatchObject({ left: 0.5, leftPower: 0.125 })
    expect(transport.meters.device("bass-eq")).toEqual(reading)
    transport.stop()
    expect(transport.meters.levels("bass").left).toBe(0)
    expect(transport.meters.device("bass-eq")).toBeUndefined()
  })

  test("gaps count since it was last begun, leaps included", async () => {
    const { transport, tell } = await play()
    tell({ kind: "gap", lostMs: 20 })
    transport.locate(960)
    expect(transport.gaps.count).toBe(1)
    transport.stop()
    expect(transport.gaps.count).toBe(1)
    transport.play()
    expect([transport.gaps.count, transport.gaps.lostMs]).toEqual([0, 0])
  })

  test("each strip keeps its own level while a track comes between", async () => {
    const { studio, transport, posted, tell } = await play()
    const before = idsOf(posted)
    const master = before.at(-1)!
    const loudAt = (ids: readonly string[], id: string): Float32Array =>
      Float32Array.from(ids.flatMap((each) => (each === id ? [0.5, 0.5, 0.1, 0.1] : [0, 0, 0, 0])))
    tell({ kind: "graph-order", channelIds: before })
    tell({ kind: "graph-levels", levels: loudAt(before, master) })
    studio.project.run("track.add", { id: "new", kind: "audio", name: "New", index: 0 })
    flushSync()
    const after = idsOf(posted)
    expect(after.indexOf(master)).not.toBe(before.indexOf(master))
    const levelOf = (id: string): number => transport.meters.levels(id).left
    // On its way when the track was added; then the new order, and its first report.
    tell({ kind: "graph-levels", levels: loudAt(before, master) })
    expect(before.concat("new").filter((id) => levelOf(id) > 0)).toEqual([master])
    tell({ kind: "graph-order", channelIds: after })
    expect(after.filter((id) => levelOf(id) > 0)).toEqual([master])
    tell({ kind: "graph-levels", levels: loudAt(after, master) })
    expect(after.filter((id) => levelOf(id) > 0)).toEqual([master])
  })
})

describe("another project", () => {
  test("stands at its beginning, stopped, without the loudness of the one before", async () => {
    const { studio, transport, posted, tell } = await play()
    tell({ kind: "graph-place", contextFrame: 0, songFrame: 96_000, isPlaying: true })
    const report = { kind: "graph-master", report: new Float32Array(200) } as const
    tell(report)
    expect(transport.positionTicks()).toBe(3840)
    expect(transport.meters.master()).not.toBeNull()
    studio.project.take({
      ...{ id: "next" as never, name: "next.slipmat", isReadOnly: false, isUntitled: false },
      ...{ document: projectToText(aMix()), recovered: null },
    })
    flushSync()
    // One more was on its way.
    tell(report)
    expect(posted.some(({ kind }) => kind === "graph-stop")).toBe(true)
    expect(transport.isPlaying).toBe(false)
    expect(transport.positionTicks()).toBe(0)
    expect(transport.meters.master()).toBeNull()
  })
})
