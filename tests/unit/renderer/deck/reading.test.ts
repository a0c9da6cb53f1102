import { describe, expect, it } from "vitest"
import { strokesOf, turnsAt, type Gesture } from "#shared/gesture/index.ts"
import type { DeckPlayer } from "../../../../src-renderer/audio/index.ts"
import { followHand } from "../../../../src-renderer/features/deck/reading/follow-hand.ts"
import { HeardHand } from "../../../../src-renderer/features/deck/reading/heard-hand.ts"
import { LiveStaff } from "../../../../src-renderer/features/deck/reading/live-staff.ts"
import { timingOf, timingWords } from "../../../../src-renderer/features/deck/reading/timing.ts"
import { baby, playing, type Hand } from "../../../support/gesture/hands.ts"

/** As the audio thread tells it: every 768 frames of 48 kHz. */
function play(hand: Hand, seconds: number, into = new HeardHand(), from = 0): HeardHand {
  for (let i = 0; i * 0.016 <= seconds; i++) {
    const speed = hand.velocityAt(i * 0.016)
    const positionSeconds = hand.turnsAt(i * 0.016) * 1.8
    into.place({ seconds: from + i * 0.016, positionSeconds, speed }, Math.abs(speed) > 0.05)
  }
  return into
}

const furthest = (gesture: Gesture, truth: (seconds: number) => number): number => {
  let most = 0
  for (let at = 0.02; at < gesture.durationSeconds - 0.02; at += 0.001)
    most = Math.max(most, Math.abs(turnsAt(gesture, at) - truth(at)) * 1800)
  return most
}

describe("a hand that is heard", () => {
  it("comes back as a gesture within two milliseconds of record, also where it scribbles at 12 Hz", () => {
    for (const [hertz, peak] of [
      [2, 1],
      [4, 1.9],
      [12, 1.5],
    ] as const) {
      const hand = baby(hertz, peak)
      const heard = play(hand, 3)
      const gesture = heard.gesture(1, 2.5)
      expect(gesture.durationSeconds).toBe(1.5)
      expect(
        furthest(gesture, (at) => hand.turnsAt(at + 1)),
        `${hertz} Hz`,
      ).toBeLessThan(2)
    }
  })

  it("has its fader's edges where they were, and the fader as it stood before", () => {
    const heard = play(baby(2, 1), 2)
    heard.fader(0.2, 1)
    heard.fader(0.7, 0)
    heard.fader(0.7404, 1)
    expect(heard.gesture(0.5, 1).fader.map(({ value }) => value)).toEqual([1, 0, 1])
    expect(heard.gesture(0.5, 1).fader[2]!.timeSeconds).toBeCloseTo(0.2404, 9)
    expect(heard.gesture(0.71, 1).fader[0]).toEqual({ timeSeconds: 0, value: 0 })
  })

  it("jumps where the needle is put elsewhere", () => {
    const heard = play(playing(1), 1)
    play({ turnsAt: () => 30, velocityAt: () => 0 }, 1, heard, 1.016)
    const { points } = heard.gesture(0.5, 1.5)
    const pair = points.findIndex((point, i) => point.timeSeconds === points[i + 1]?.timeSeconds)
    expect(points[pair + 1]!.positionTurns).toBe(30)
  })

  it("says when it moved last, and of a record that stands keeps a quarter as much", () => {
    const heard = play(baby(2, 1), 1)
    const moved = heard.movedSeconds
    const { grown } = heard
    play({ turnsAt: () => 0.17, velocityAt: () => 0 }, 20, heard, 1.016)
    expect(heard.movedSeconds).toBe(moved)
    expect(heard.grown - grown).toBeLessThan(20 * 63 + 8)
  })

  it("forgets what is long gone", () => {
    const heard = play(baby(2, 1), 200)
    expect(heard.gesture(0, 200).points.length).toBeLessThan((200 / 0.004) * 0.52)
    expect(heard.gesture(160, 200).points.length).toBeGreaterThan(9000)
  })
})

describe("a hand on a busy machine", () => {
  /** Reports at their own times that come so much later than the audio thread's places. */
  function heardLate(lateSeconds: number, hand: Hand): HeardHand {
    const heard = new HeardHand()
    let told: Partial<Record<"sent" | "place", (it: object) => void>> = {}
    const player = {
      ...{ isReplaying: false, lent: { isForHand: false }, pitch: 1 },
      place: () => ({ positionSeconds: 0, speed: 0 }),
      told: { add: (listener: typeof told) => (told = listener) },
    }
    const RATE_HZ = 48_000
    followHand(player as unknown as DeckPlayer, heard, () => RATE_HZ)
    const send = (event: object, at: number): void =>
      told.sent?.({ ...event, frame: Math.round(at * RATE_HZ) })
    for (let step = 0; step * 0.008 < 6; step++) {
      const now = step * 0.008
      const at = now - lateSeconds
      if (step % 2 === 0)
        told.place?.({ frame: Math.round(now * RATE_HZ), positionSeconds: 0, speed: 0 })
      if (at < 1) continue
      if (at < 1.008) send({ kind: "touch", isHeld: true }, at)
      const [position, velocity] = [hand.turnsAt(at) * 1.8, hand.velocityAt(at)]
      send({ kind: "platter", position, velocity }, at)
    }
    return heard
  }

  it("is heard as it played, though its reports come a fifth, or half a second late", () => {
    for (const late of [0, 0.2, 0.5]) {
      const hand = baby(2, 1)
      const heard = heardLate(late, hand)
      expect(heard.movedSeconds, `${late} s`).toBeGreaterThan(6 - late - 0.3)
      expect(strokesOf(heard.gesture(3, 5)).length, `${late} s`).toBeGreaterThanOrEqual(7)
    }
  })
})

describe("the staff that scrolls", () => {
  it("has a line a stretch that sounds, a dot a click, and stays within its height", () => {
    const heard = new HeardHand()
    const staff = new LiveStaff()
    const hand = baby(2, 1)
    heard.fader(0, 1)
    for (let i = 0; i * 0.016 < 4; i++) {
      const seconds = i * 0.016
      if (i === 60) heard.fader(seconds - 0.01, 0)
      if (i === 63) heard.fader(seconds - 0.01, 1)
      if (i === 120) heard.fader(seconds - 0.01, 0)
      if (i === 140) heard.fader(seconds - 0.01, 1)
      heard.place(
        { seconds, positionSeconds: hand.turnsAt(seconds) * 1.8, speed: hand.velocityAt(seconds) },
        true,
      )
      staff.follow(heard)
    }
    expect(staff.dots).toHaveLength(1)
    expect(staff.dots[0]!.timeSeconds).toBeCloseTo(61.5 * 0.016 - 0.01, 2)
    const gaps = staff.lines.slice(1).map((line, i) => line[0]![0] - staff.lines[i]!.at(-1)![0])
    expect(gaps.filter((gap) => gap > 0.03)).toHaveLength(2)
    for (const [, height] of staff.lines.flat()) {
      expect(height).toBeGreaterThanOrEqual(0)
      expect(height).toBeLessThanOrEqual(1.2)
    }
    expect(staff.reachSeconds).toBeLessThan(0.4)
  })

  it("holds all that it shows, also long strokes of before once short ones follow", () => {
    const heard = new HeardHand()
    const staff = new LiveStaff()
    const [long, short] = [baby(0.5, 2), baby(3, 1)]
    for (let i = 0; i * 0.016 < 10; i++) {
      const seconds = i * 0.016
      const { turnsAt, velocityAt } = seconds < 4 ? long : short
      const positionSeconds = turnsAt(seconds) * 1.8
      heard.place({ seconds, positionSeconds, speed: velocityAt(seconds) }, true)
      staff.follow(heard)
    }
    const most = Math.max(...staff.lines.flat().map(([, height]) => height))
    expect(most).toBeGreaterThan(staff.reachSeconds)
    expect(staff.reachFrom(0)).toBe(most)
    expect(staff.reachFrom(9)).toBeCloseTo(staff.reachSeconds, 1)
  })

  it("has nothing where somebody else had the record", () => {
    const heard = new HeardHand()
    const staff = new LiveStaff()
    for (let i = 0; i < 300; i++) {
      const seconds = i * 0.016 + (i < 150 ? 0 : 2)
      heard.place({ seconds, positionSeconds: 0.3, speed: 0 }, true)
      staff.follow(heard)
    }
    const away = staff.lines.flatMap((line) =>
      line.slice(1).map(([seconds], at) => seconds - line[at]![0]),
    )
    expect(Math.max(...away)).toBeLessThan(0.1)
    expect(staff.lines).toHaveLength(2)
  })

  it("keeps half a minute, however long it goes on", () => {
    const heard = new HeardHand()
    const staff = new LiveStaff()
    for (let i = 0; i < 20_000; i++) {
      heard.place({ seconds: i * 0.016, positionSeconds: i * 0.016, speed: 1 }, true)
      staff.follow(heard)
    }
    expect(staff.lines.flat().length).toBeLessThan(30_000)
  })
})

describe("timing", () => {
  const grid = { tempoBpm: 120, firstBeatSeconds: 0.1, beatsPerBar: 4 }
  const every = (step: number, by: number): number[] =>
    Array.from({ length: 8 }, (_, i) => 0.1 + i * step + by / 1000)

  it("is told on the note that is played, late and early", () => {
    expect(timingOf(every(0.25, 7), grid)).toMatchObject({ note: "eighth note" })
    expect(timingOf(every(0.25, 7), grid)!.ms).toBeCloseTo(7, 6)
    expect(timingOf(every(0.125, -4), grid)!.ms).toBeCloseTo(-4, 6)
    expect(timingOf(every(1 / 6, 0), grid)).toMatchObject({ note: "eighth triplet" })
  })

  it("is nothing where strokes lie anyhow, or are too few", () => {
    expect(timingOf([0.1, 0.35], grid)).toBeNull()
    expect(timingOf([0.1, 0.41, 0.55, 0.83, 1.1, 1.2], grid)).toBeNull()
  })

  it("is said with a sign and a word", () => {
    expect(timingWords({ note: "eighth note", ms: 7.2 })).toEqual({
      ...{ where: "On the eighth note, ", by: "+7 ms", way: " late" },
    })
    expect(timingWords({ note: "eighth note", ms: -4 })).toMatchObject({
      by: "−4 ms",
      way: " early",
    })
    expect(timingWords({ note: "eighth note", ms: 0.4 }).by).toBe("")
  })
})
