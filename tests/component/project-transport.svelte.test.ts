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
    tell({ kind: "graph-levels", levels })
    const reading = { id: "bass-eq", reductionDb: null, spectrum: new Float32Array(120) }
    tell({ kind: "graph-devices", readings: [reading] })
    expect(transport.meters.levels("bass")).toMatchObject({ left: 0.5, leftPower: 0.125 })
    expect(transport.meters.device("bass-eq")).toEqual(reading)
    transport.stop()
    expect(transport.meters.levels("bass").left).toBe(0)
    expect(transport.meters.device("bass-eq")).toBeUndefined()
  })
})
