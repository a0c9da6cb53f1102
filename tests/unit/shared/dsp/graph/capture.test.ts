import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  Capture,
  CaptureReader,
  createCaptureRing,
  type CaptureSpec,
} from "#shared/dsp/graph/index.ts"

/** Every sample tells its song frame and channel. */
const block = (songFrame: number, frames: number, channels: number): Float32Array[] =>
  Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, i) => songFrame + i + channel * 0.25),
  )

function aCapture(changes: Partial<CaptureSpec> = {}, ringFrames = 1024) {
  const channels = changes.channels ?? 1
  const ring = createCaptureRing(channels, ringFrames)
  const spec = {
    ...{ ring, slot: 0, firstChannel: 0, channels, fromFrame: -Infinity, toFrame: Infinity },
    ...changes,
  }
  return { capture: new Capture(spec), reader: new CaptureReader(ring, channels) }
}

describe("a capture", () => {
  it("hands on exactly the frames of its range, however they are cut and whenever they are read", () => {
    const pieces = fc.array(
      fc.record({ frames: fc.integer({ min: 1, max: 300 }), reads: fc.nat(600) }),
      {
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(
        ...[pieces, fc.integer({ min: -200, max: 500 }), fc.integer({ min: 1, max: 3000 })],
        fc.integer({ min: 1, max: 2 }),
        (cuts, fromFrame, length, channels) => {
          const { capture, reader } = aCapture(
            { channels, fromFrame, toFrame: fromFrame + length },
            2 ** 14,
          )
          const got: number[] = []
          let songFrame = -100
          for (const { frames, reads } of cuts) {
            capture.process(block(songFrame, frames, channels), songFrame, frames)
            songFrame += frames
            got.push(...reader.peek(reads))
            reader.drop(Math.min(reads, reader.frames))
          }
          got.push(...reader.peek(Infinity))
          const first = Math.max(-100, fromFrame)
          const end = Math.max(first, Math.min(songFrame, fromFrame + length))
          const expected: number[] = []
          for (let frame = first; frame < end; frame++)
            for (let channel = 0; channel < channels; channel++)
              expected.push(frame + channel * 0.25)
          expect(got).toEqual(expected)
        },
      ),
    )
  })

  it("goes round its ring for longer than it is", () => {
    const { capture, reader } = aCapture({ channels: 2 }, 256)
    for (let songFrame = 0; songFrame < 12_800; songFrame += 128) {
      capture.process(block(songFrame, 128, 2), songFrame, 128)
      expect(reader.peek(1000)[0]).toBe(songFrame)
      reader.drop(128)
    }
    expect(reader.state).toBe("running")
  })

  it("keeps what was peeked at until it is dropped", () => {
    const { capture, reader } = aCapture()
    capture.process(block(0, 128, 1), 0, 128)
    expect(reader.peek(64)).toEqual(reader.peek(64))
    reader.drop(64)
    expect(reader.peek(1)[0]).toBe(64)
  })

  it("ends where nobody reads, rather than leave a gap", () => {
    const { capture, reader } = aCapture({}, 256)
    for (let songFrame = 0; songFrame < 640; songFrame += 128)
      capture.process(block(songFrame, 128, 1), songFrame, 128)
    expect(reader.state).toBe("overrun")
    expect([...reader.peek(1000)]).toEqual([...block(0, 256, 1)[0]!])
  })

  it("is complete at the end of its range, or when it is stopped", () => {
    const ended = aCapture({ toFrame: 100 })
    ended.capture.process(block(0, 128, 1), 0, 128)
    expect(ended.reader.state).toBe("complete")
    expect(ended.reader.frames).toBe(100)
    const stopped = aCapture()
    stopped.capture.process(block(0, 128, 1), 0, 128)
    stopped.capture.stop()
    stopped.capture.process(block(128, 128, 1), 128, 128)
    expect(stopped.reader.state).toBe("complete")
    expect(stopped.reader.frames).toBe(128)
  })

  it("takes the channel that is asked for, and silence where the device has none", () => {
    const second = aCapture({ firstChannel: 1 })
    second.capture.process(block(0, 128, 2), 0, 128)
    expect(second.reader.peek(1)[0]).toBe(0.25)
    const missing = aCapture({ channels: 2 })
    missing.capture.process(block(7, 128, 1), 7, 128)
    expect([...missing.reader.peek(2)]).toEqual([7, 0, 8, 0])
  })
})
