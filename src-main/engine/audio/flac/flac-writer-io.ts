import { createHash, randomUUID } from "node:crypto"
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs"
import { fail } from "#shared/contract/index.ts"
import type { PcmWriter } from "../cache/pcm-cache-io.ts"
import { interleave, SAMPLE_BYTES } from "../cache/sample-coding.ts"
import type { WavShape } from "../cache/wav-layout.ts"
import { BitWriter } from "./encode/bit-writer.ts"
import { BLOCK_FRAMES, STREAM_HEAD_BYTES, streamHead, writeFrame } from "./encode/frame.ts"

const MOST_CHANNELS = 8
const MOST_RATE_HZ = 655_350

/**
 * Streams planar samples to a FLAC file (RFC 9639), by way of a temporary one beside it. The samples are those that a wav of
 * the same format would hold.
 * @throws StudioError invalid-input for samples or a shape that FLAC does not have
 */
export function createFlacWriter(path: string, shape: WavShape): PcmWriter {
  const { sampleFormat, channels, sampleRateHz } = shape
  if (sampleFormat === "float32") fail("invalid-input", "FLAC holds samples of 16 or 24 bits")
  if (channels > MOST_CHANNELS || sampleRateHz > MOST_RATE_HZ)
    fail("invalid-input", `FLAC holds up to ${MOST_CHANNELS} channels at up to ${MOST_RATE_HZ} Hz`)
  const flac = { sampleRateHz, channels, depth: sampleFormat === "int16" ? 16 : 24 } as const
  const temporary = `${path}.${randomUUID()}.tmp`
  const md5 = createHash("md5")
  const bits = new BitWriter()
  const block = Array.from({ length: channels }, () => new Float32Array(BLOCK_FRAMES))
  const bytes = Buffer.alloc(BLOCK_FRAMES * channels * SAMPLE_BYTES[sampleFormat])
  let fd = openSync(temporary, "w")
  let [frames, filled, blocks, position] = [0, 0, 0, STREAM_HEAD_BYTES]

  const writeFully = (source: Uint8Array, at: number): void => {
    for (let done = 0; done < source.length;)
      done += writeSync(fd, source, done, source.length - done, at + done)
  }
  const writeBlock = (): void => {
    if (filled === 0) return
    interleave(block, { from: 0, frames: filled }, sampleFormat, bytes)
    const used = bytes.subarray(0, filled * channels * SAMPLE_BYTES[sampleFormat])
    md5.update(used)
    writeFrame(bits, integersOf(used, channels, flac.depth), blocks++, flac)
    writeFully(bits.view(), position)
    position += bits.view().length
    bits.clear()
    filled = 0
  }
  const close = (): void => {
    if (fd >= 0) closeSync(fd)
    fd = -1
  }
  return {
    get frames() {
      return frames
    },
    write(samples) {
      const total = samples[0]?.length ?? 0
      for (let from = 0; from < total;) {
        const count = Math.min(BLOCK_FRAMES - filled, total - from)
        for (const [index, channel] of samples.entries())
          block[index]!.set(channel.subarray(from, from + count), filled)
        from += count
        filled += count
        if (filled === BLOCK_FRAMES) writeBlock()
      }
      frames += total
    },
    finish() {
      writeBlock()
      writeFully(streamHead(flac, frames, md5.digest()), 0)
      fsyncSync(fd)
      close()
      renameSync(temporary, path)
      return frames
    },
    abort() {
      if (fd < 0) return
      close()
      rmSync(temporary, { force: true })
    },
  }
}

/** Interleaved little-endian samples as planar whole numbers. */
function integersOf(bytes: Buffer, channels: number, depth: 16 | 24): Int32Array[] {
  const width = depth / 8
  const frames = bytes.length / width / channels
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Int32Array(frames)
    let at = channel * width
    for (let i = 0; i < frames; i++, at += channels * width) {
      const low = depth === 24 ? (bytes[at]! << 8) | (bytes[at + 1]! << 16) : bytes[at]! << 16
      samples[i] = (low | (bytes[at + width - 1]! << 24)) >> (32 - depth)
    }
    return samples
  })
}
