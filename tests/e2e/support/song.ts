/** A song made of plucks, noises and rests, as a 16-bit wav: enough events for a map, quick to import. */
import { writeFile } from "node:fs/promises"

const RATE_HZ = 22_050
const STEP_SECONDS = 0.18

export async function writeSong(path: string, { seed = 1, seconds = 24 } = {}): Promise<string> {
  const samples = new Int16Array(seconds * RATE_HZ)
  const random = randomFrom(seed)
  const stepFrames = Math.round(STEP_SECONDS * RATE_HZ)
  for (let start = 0; start < samples.length; start += stepFrames) {
    const pitchHz = 110 * 2 ** (Math.floor(random() * 24) / 12)
    const noise = random() < 0.3 ? 1 : 0
    const end = Math.min(samples.length, start + stepFrames)
    for (let frame = start; frame < end; frame++) {
      const seconds = (frame - start) / RATE_HZ
      const tone = Math.sin(2 * Math.PI * pitchHz * seconds)
      const level = Math.exp(-seconds * 18) * 0.7
      samples[frame] = (noise ? random() * 2 - 1 : tone) * level * 32_767
    }
  }
  await writeFile(path, Buffer.concat([header(samples.byteLength), Buffer.from(samples.buffer)]))
  return path
}

function header(dataBytes: number): Buffer {
  const bytes = Buffer.alloc(44)
  bytes.write("RIFF", 0, "latin1")
  bytes.writeUInt32LE(36 + dataBytes, 4)
  bytes.write("WAVEfmt ", 8, "latin1")
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(RATE_HZ, 24)
  bytes.writeUInt32LE(RATE_HZ * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write("data", 36, "latin1")
  bytes.writeUInt32LE(dataBytes, 40)
  return bytes
}

/** Numerical Recipes' linear congruential generator. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
