import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { ExternalClock } from "../../src-renderer/audio/outside/external-clock.svelte.ts"

const [CLOCK, START, STOP] = [0xf8, 0xfa, 0xfc]

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }))
afterEach(() => void vi.useRealTimers())

/** A clock of 100 beats a minute that is led by hand, and a song that only says whether it plays. */
function follow() {
  let hear = (_message: number, _atMs: number, _port: string): void => {}
  const transport = {
    isPlaying: false,
    isFollowing: false,
    isRecording: false,
    stop: () => (transport.isPlaying = false),
    play: () => (transport.isPlaying = true),
    locate: () => {},
    positionTicks: () => 0,
    prepare: () =>
      Promise.resolve({ line: {}, time: { tempo: { ticksAt: Number, secondsAt: Number } } }),
  }
  const midi = { listenToSystem: (listener: typeof hear) => ((hear = listener), () => {}) }
  const settings = { followed: "Master" }
  const clock = new ExternalClock({ transport, timed: { bpm: null }, midi, settings } as never)
  const send = (status: number): void => hear(status << 16, performance.now(), "Master")
  const pulse = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      vi.advanceTimersByTime(25)
      send(CLOCK)
      await Promise.resolve()
    }
  }
  return { clock, transport, send, pulse }
}

test("a clock that is hindered for a moment goes on to lead when it is back", async () => {
  const { clock, transport, send, pulse } = follow()
  const close = clock.open()
  await pulse(24)
  send(START)
  await pulse(24)
  expect(transport.isPlaying).toBe(true)
  await vi.advanceTimersByTimeAsync(900)
  expect(transport.isPlaying).toBe(false)
  await pulse(3)
  expect(transport.isPlaying).toBe(true)
  send(STOP)
  expect(transport.isPlaying).toBe(false)
  await pulse(10)
  expect(transport.isPlaying).toBe(false)
  close()
})

test("a clock that comes back later may stand: it has to say that it starts", async () => {
  const { clock, transport, send, pulse } = follow()
  const close = clock.open()
  await pulse(24)
  send(START)
  await pulse(24)
  await vi.advanceTimersByTimeAsync(60_000)
  await pulse(24)
  expect(transport.isPlaying).toBe(false)
  send(START)
  await pulse(3)
  expect(transport.isPlaying).toBe(true)
  close()
})
