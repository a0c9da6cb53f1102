import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { message, QUANTUM } from "#shared/dsp/graph/index.ts"
import { QUEUE_LENGTH, SendQueue } from "../../../../src-renderer/audio/send-queue.ts"

const on = (pitch: number): number => message(0x90, pitch, 80)
const off = (pitch: number): number => message(0x80, pitch, 0)
const isOn = (sent: number): boolean => sent >> 16 === 0x90

function taken(queue: SendQueue, from: number, until: number): [number, number][] {
  const all: [number, number][] = []
  queue.take(from, until, (_, offset, sent) => all.push([offset, sent]) > 0)
  return all
}

describe("messages for frames to come", () => {
  it("come in the order of their frames, those that are late at once", () => {
    const queue = new SendQueue()
    queue.add("answer", 300, on(64))
    queue.add("answer", 100, on(60))
    queue.add("answer", 200, off(60))
    expect(taken(queue, 128, 256)).toEqual([
      [0, on(60)],
      [72, off(60)],
    ])
    expect(taken(queue, 256, 384)).toEqual([[44, on(64)]])
    expect(queue.isEmpty).toBe(true)
  })

  it("wait where a quantum has no room", () => {
    const queue = new SendQueue()
    queue.add("answer", 0, on(60))
    queue.take(0, QUANTUM, () => false)
    expect(taken(queue, QUANTUM, 2 * QUANTUM)).toEqual([[0, on(60)]])
  })

  it("are refused when there are too many, but never the end of a note that was taken", () => {
    const queue = new SendQueue()
    let begun = 0
    for (let i = 0; i < QUEUE_LENGTH; i++) if (queue.add("answer", i, on(i % 128))) begun++
    expect(begun).toBe(QUEUE_LENGTH / 2)
    for (let i = 0; i < begun; i++)
      expect(queue.add("answer", QUEUE_LENGTH + i, off(i % 128))).toBe(true)
    expect(queue.add("answer", 0, off(0))).toBe(false)
    expect(taken(queue, 0, 3 * QUEUE_LENGTH)).toHaveLength(QUEUE_LENGTH)
  })

  it("leave no note sounding, whatever was asked for and hushed", () => {
    const step = fc.record({
      kind: fc.constantFrom("on", "off", "hush", "run"),
      channel: fc.constantFrom("you", "answer", "third"),
      ...{ pitch: fc.integer({ min: 60, max: 63 }), frame: fc.integer({ min: 0, max: 2000 }) },
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const queue = new SendQueue()
        const sounding = new Map<string, number>()
        const hear = (id: string, sent: number): true => {
          const key = `${id} ${(sent >> 8) & 0x7f}`
          sounding.set(key, (sounding.get(key) ?? 0) + (isOn(sent) ? 1 : -1))
          return true
        }
        let frame = 0
        const hush = (id: string): void => queue.hush(id, (sent) => void hear(id, sent))
        for (const { kind, channel, pitch, frame: ahead } of steps) {
          if (kind === "hush") hush(channel)
          else if (kind === "run")
            queue.take(frame, (frame += QUANTUM), (id, _, sent) => hear(id, sent))
          else queue.add(channel, frame + ahead, kind === "on" ? on(pitch) : off(pitch))
        }
        for (const id of ["you", "answer", "third"]) hush(id)
        expect([...sounding.values()].filter((count) => count > 0)).toEqual([])
        expect(queue.isEmpty).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
