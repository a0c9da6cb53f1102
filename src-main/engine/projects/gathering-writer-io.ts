/** Writes stereo sound that comes by the quantum in larger pieces: a call of the system each would cost more than the sound. */
import type { PcmWriter } from "../audio/index.ts"

const GATHERED_FRAMES = 8192

/** @param writer of two channels; blocks of at most GATHERED_FRAMES */
export function gathering(writer: PcmWriter): PcmWriter {
  const held = [new Float32Array(GATHERED_FRAMES), new Float32Array(GATHERED_FRAMES)]
  let count = 0
  const hand = (): void => {
    if (count > 0) writer.write(held.map((side) => side.subarray(0, count)))
    count = 0
  }
  return {
    get frames() {
      return writer.frames + count
    },
    write(channels) {
      const frames = channels[0]?.length ?? 0
      if (count + frames > GATHERED_FRAMES) hand()
      channels.forEach((samples, side) => held[side]?.set(samples, count))
      count += frames
    },
    finish() {
      hand()
      return writer.finish()
    },
    abort: () => writer.abort(),
  }
}
