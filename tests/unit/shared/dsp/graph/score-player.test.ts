import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { message, QUANTUM, type Score } from "#shared/dsp/graph/plan.ts"
import { ScorePlayer } from "#shared/dsp/graph/score-player.ts"
import { Transport } from "#shared/dsp/graph/transport.ts"
import type { Instrument } from "#shared/dsp/instruments/instrument.ts"

const ON = 0x90
const OFF = 0x80

/** Writes down at which output frame every message came. */
function recorder() {
  const heard: { frame: number; message: number }[] = []
  let made = 0
  const instrument: Instrument = {
    send: (sent) => heard.push({ frame: made, message: sent }),
    setParameter() {},
    process: (_left, _right, _from, count) => void (made += count),
    reset() {},
  }
  return { heard, instrument, made: () => made }
}

const scoreOf = (events: readonly (readonly [frame: number, message: number])[]): Score => ({
  frames: Float64Array.from(events, ([frame]) => frame),
  messages: Int32Array.from(events, ([, sent]) => sent),
})

function play(player: ScorePlayer, transport: Transport, instrument: Instrument, quanta: number) {
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  for (let i = 0; i < quanta; i++) {
    transport.advance(QUANTUM)
    for (const stretch of transport.stretches.slice(0, transport.count))
      player.render(instrument, stretch, left, right)
  }
}

describe("a score player", () => {
  it("hands every message over at its exact frame, and makes every frame once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 60 }), (frames) => {
        const events = frames
          .toSorted((a, b) => a - b)
          .map((frame, i) => [frame, message(0xb0, 1, i)] as const)
        const player = new ScorePlayer()
        player.setScore(scoreOf(events))
        const transport = new Transport()
        transport.play(0)
        const { heard, instrument, made } = recorder()
        play(player, transport, instrument, 25)
        expect(heard).toEqual(events.map(([frame, sent]) => ({ frame, message: sent })))
        expect(made()).toBe(25 * QUANTUM)
      }),
    )
  })

  it("ends held notes when the song stops, and lets the pedal go", () => {
    const player = new ScorePlayer()
    player.setScore(scoreOf([[10, message(ON | 2, 60, 100)]]))
    const transport = new Transport()
    transport.play(0)
    const { heard, instrument } = recorder()
    play(player, transport, instrument, 1)
    transport.stop()
    play(player, transport, instrument, 1)
    const sent = heard.map((one) => one.message)
    expect(sent).toContain(message(OFF | 2, 60, 64))
    expect(sent).toContain(message(0xb2, 64, 0))
  })

  it("chases program, controllers, bend and held notes after a leap", () => {
    const player = new ScorePlayer()
    player.setScore(
      scoreOf([
        [0, message(0xc0, 40, 0)],
        [5, message(0xb0, 7, 90)],
        [6, message(0xe0, 1, 65)],
        [7, message(ON, 62, 80)],
        [8, message(ON, 64, 80)],
        [900, message(OFF, 64, 0)],
        [5000, message(OFF, 62, 0)],
      ]),
    )
    const transport = new Transport()
    transport.play(1000)
    const { heard, instrument } = recorder()
    play(player, transport, instrument, 1)
    expect(heard.map((one) => one.message)).toEqual([
      message(0xc0, 40, 0),
      message(0xb0, 7, 90),
      message(0xe0, 1, 65),
      message(ON, 62, 80),
    ])
  })

  it("goes over to another score without a second attack of what both hold", () => {
    const player = new ScorePlayer()
    const held = [
      [10, message(ON, 62, 80)],
      [5000, message(OFF, 62, 0)],
    ] as const
    player.setScore(scoreOf([[5, message(ON, 60, 80)], ...held]))
    const transport = new Transport()
    transport.play(0)
    const { heard, instrument } = recorder()
    play(player, transport, instrument, 2)
    player.setScore(scoreOf([...held.slice(0, 1), [11, message(ON, 65, 80)], ...held.slice(1)]))
    heard.length = 0
    play(player, transport, instrument, 1)
    const notes = heard.map((one) => one.message).filter((sent) => sent >> 20 !== 0xb)
    expect(notes).toEqual([message(OFF, 60, 64), message(ON, 65, 80)])
  })

  it("leaves no note hanging, wherever the song leaps", () => {
    const note = fc.record({
      at: fc.nat(4000),
      length: fc.integer({ min: 1, max: 2500 }),
      key: fc.integer({ min: 60, max: 63 }),
    })
    fc.assert(
      fc.property(fc.array(note, { maxLength: 20 }), fc.array(fc.nat(5000)), (notes, leaps) => {
        const events = notes
          .flatMap(({ at, length, key }) => [
            [at, message(ON, key, 90)] as const,
            [at + length, message(OFF, key, 0)] as const,
          ])
          .toSorted(([a], [b]) => a - b)
        const player = new ScorePlayer()
        player.setScore(scoreOf(events))
        const transport = new Transport()
        const { heard, instrument } = recorder()
        for (const leap of leaps) {
          transport.play(leap)
          play(player, transport, instrument, 3)
        }
        transport.stop()
        play(player, transport, instrument, 1)
        const held = new Set<number>()
        for (const { message: sent } of heard) {
          const key = (sent >> 8) & 0x7f
          if (sent >> 16 === ON) held.add(key)
          if (sent >> 16 === OFF) held.delete(key)
        }
        expect([...held]).toEqual([])
      }),
    )
  })
})
