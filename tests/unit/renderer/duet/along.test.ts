import { afterEach, beforeEach, expect, it, vi } from "vitest"
import type { DuetBar, PlayedNote } from "#shared/contract/index.ts"
import { Along } from "../../../../src-renderer/features/duet/play/along.ts"
import type { AlongAsk } from "../../../../src-renderer/features/duet/play/rules.ts"
import type { SoundingPart } from "../../../../src-renderer/features/duet/play/sounding.ts"
import type { Beats } from "../../../../src-renderer/features/duet/play/timing.ts"

/** Seconds: at 120 a minute, four quarters. */
const BAR = 2
const seconds = (): number => performance.now() / 1000

/** A hand, and a partner who has each bar ready after `thinkingSeconds`. */
function duo(thinkingSeconds = 0.1) {
  const hand: PlayedNote[] = []
  const asks: AlongAsk[] = []
  const sounded: PlayedNote[] = []
  const turns: boolean[] = []
  const problems: unknown[] = []
  let [isRunning, stops] = [true, 0]
  const send = (parts: readonly SoundingPart[], atSeconds: number): void => {
    for (const { notes } of parts)
      sounded.push(
        ...notes.map((note) => ({ ...note, startSeconds: note.startSeconds + atSeconds })),
      )
  }
  const beats = (): Beats | null =>
    isRunning ? { bpm: 120, numerator: 4, denominator: 4, lineSeconds: 0, barSeconds: BAR } : null
  const along = new Along(
    {
      beats,
      trackId: () => "answer",
      // What is heard is made in the same moment here.
      contextAt: (at) => at,
      async ask(asked, signal): Promise<DuetBar> {
        asks.push(asked)
        await new Promise((resolve) => setTimeout(resolve, thinkingSeconds * 1000))
        signal.throwIfAborted()
        const notes = [0, 1].map((at) => ({
          ...{ pitch: 48, velocity: 60, startSeconds: at, lengthSeconds: 0.9 },
        }))
        return { notes, bpm: 120, key: 0, weighed: [] }
      },
      sounding: {
        get earliest() {
          return seconds()
        },
        startSeconds: null,
        start: send,
        add: send,
        stop: () => {
          stops++
        },
      },
    },
    {
      heard: () => hand,
      onbar: () => undefined,
      onturn: (isOn) => turns.push(isOn),
      onproblem: (error) => problems.push(error),
    },
  )
  const startSeconds = seconds()
  return {
    ...{ along, asks, sounded, turns, problems },
    /** A note of a beat from now on. */
    key: (pitch: number): void =>
      void hand.push({
        ...{ pitch, velocity: 90, startSeconds: seconds() - startSeconds, lengthSeconds: 0.4 },
      }),
    begin: (): void => along.begin({ startSeconds, notes: [], beats: null }),
    stopSong: (): void => void (isRunning = false),
    stops: (): number => stops,
  }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())
const wait = (forSeconds: number): Promise<unknown> =>
  vi.advanceTimersByTimeAsync(forSeconds * 1000)

/** Four beats of a hand. */
async function playBar({ key }: ReturnType<typeof duo>, pitch: number): Promise<void> {
  for (let beat = 0; beat < 4; beat++) {
    key(pitch + beat)
    await wait(BAR / 4)
  }
}

it("each bar is asked for before its line, from the bars of both so far, and begins on the line", async () => {
  await wait(BAR - (seconds() % BAR))
  const from = seconds()
  const both = duo()
  both.begin()
  for (let bar = 0; bar < 6; bar++) await playBar(both, 60 + bar)
  // Each bar but the first has an accompaniment.
  expect(both.sounded.map(({ startSeconds }) => startSeconds - from)).toEqual(
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((at) => expect.closeTo(at, 6) as number),
  )
  expect(both.asks.map(({ bar }) => bar)).toEqual([1, 2, 3, 4, 4, 4])
  const last = both.asks[5]!
  expect(last.heard.map(({ pitch }) => pitch)).toEqual(
    [2, 3, 4, 5].flatMap((bar) => [60, 61, 62, 63].map((pitch) => pitch + bar)),
  )
  expect(last.heard[0]!.startSeconds).toBeCloseTo(0, 6)
  // Of its own it is told, too: those of the bars 3 to 6.
  expect(last.played.map(({ startSeconds }) => startSeconds)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((at) => expect.closeTo(at, 6) as number),
  )
  both.along.stop()
})

it("where the hand rests for a bar it rests, too, and never goes on from what it played itself", async () => {
  await wait(BAR - (seconds() % BAR))
  const both = duo()
  both.begin()
  await playBar(both, 60)
  await playBar(both, 62)
  await wait(4 * BAR)
  expect(both.asks).toHaveLength(2)
  // The hand comes in again in the same phrase: so does the partner.
  await playBar(both, 64)
  expect(both.asks).toHaveLength(3)
  both.along.stop()
})

it("what comes too late for its place is left out, and a bar that is stopped is not played", async () => {
  await wait(BAR - (seconds() % BAR))
  const from = seconds()
  const slow = duo(0.6)
  slow.begin()
  await playBar(slow, 60)
  await wait(0.2)
  expect(slow.sounded.map(({ startSeconds }) => startSeconds - from)).toEqual([
    expect.closeTo(BAR + 1, 6),
  ])
  slow.key(62)
  await wait(BAR - 0.3)
  slow.along.stop()
  await wait(2 * BAR)
  expect(slow.sounded).toHaveLength(1)
  expect(slow.problems).toEqual([])
  expect(slow.turns).toEqual([true, false])
})

it("a song that stops ends it", async () => {
  await wait(BAR - (seconds() % BAR))
  const both = duo()
  both.begin()
  await playBar(both, 60)
  both.stopSong()
  await playBar(both, 60)
  expect(both.turns).toEqual([true, false])
  expect(both.stops()).toBe(1)
  await playBar(both, 60)
  expect(both.asks).toHaveLength(1)
})
