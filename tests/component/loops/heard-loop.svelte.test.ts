/** A loop that sounds follows the song's tempo: the line to the audio thread is written down. */
import { flushSync } from "svelte"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { PiecePlayer } from "../../../src-renderer/audio/pieces/piece-player.svelte.ts"
import type { FromAudio, ToAudio } from "../../../src-renderer/audio/player-protocol.ts"
import { createStudio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine } from "../../support/fake-engine.ts"

const RATE_HZ = 48_000
let end: () => void = () => undefined
beforeEach(() => {
  // The file of sounds: here nobody plays them.
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(new ArrayBuffer(8)))
})
afterEach(() => {
  end()
  vi.restoreAllMocks()
})

const aLoop = (bpm: number) => ({
  ...{ id: "path#1", beats: 8 },
  piece: {
    notes: [{ startBeats: 4, lengthBeats: 1, pitch: 38, velocity: 100, program: 128 }],
    tempos: [{ startBeats: 0, bpm }],
    meters: [{ startBeats: 0, numerator: 4, denominator: 4 }],
  },
})

async function playLoop(bpm: number) {
  const fake = createFakeEngine()
  const studio = createStudio({ platform: "linux" })
  fake.plug(studio)
  const posted: ToAudio[] = []
  let tell: (message: FromAudio) => void = () => undefined
  let heardSeconds = 0
  const line = {
    rateHz: RATE_HZ,
    post: (message: ToAudio) => void posted.push(structuredClone(message)),
    listen: (receive: typeof tell) => void (tell = receive),
    heardSeconds: () => heardSeconds,
  }
  const problems: unknown[] = []
  const player = new PiecePlayer({
    ...{ engine: studio.engine, openPlayer: () => Promise.resolve(line) },
    onProblem: (error) => void problems.push(error),
  })
  const stop = $effect.root(() => player.follow())
  end = () => {
    player.close()
    stop()
  }
  player.loop(aLoop(bpm))
  flushSync()
  const plays = () => posted.filter((each) => each.kind === "graph-play")
  const begun = (count: number) =>
    expect
      .poll(() => {
        tell({ kind: "graph-bank-ready" })
        return plays().length + problems.length
      })
      .toBe(count)
  await begun(1)
  /** So many frames of the song were heard. */
  const hear = (songFrame: number): void => {
    tell({ kind: "graph-place", contextFrame: 0, songFrame: 0, isPlaying: true })
    heardSeconds = songFrame / RATE_HZ
  }
  return { player, posted, plays, begun, hear, problems }
}

test("it goes on from the same beat at the new tempo, and round as many beats as before", async () => {
  const { player, posted, plays, begun, hear, problems } = await playLoop(240)
  // 3 beats of a quarter of a second.
  hear(0.75 * RATE_HZ)
  expect(player.positionBeats()).toBeCloseTo(3, 2)
  player.retime(80)
  flushSync()
  await begun(2)
  expect(problems).toEqual([])
  // At 80 a beat is three quarters of a second.
  expect(Math.abs(plays().at(-1)!.songFrame - 3 * 0.75 * RATE_HZ)).toBeLessThan(100)
  const loops = posted.flatMap((each) => (each.kind === "graph-loop" ? [each.loop] : []))
  expect(loops.at(-1)).toEqual({ startFrame: 0, endFrame: 8 * 0.75 * RATE_HZ })
  expect(player.playingId).toBe("path#1")
})

test("at the tempo that it has already nothing begins anew, and what was stopped stays so", async () => {
  const { player, plays } = await playLoop(120)
  player.retime(120)
  flushSync()
  player.stop()
  player.retime(90)
  flushSync()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(plays()).toHaveLength(1)
  expect(player.playingId).toBe(null)
})
