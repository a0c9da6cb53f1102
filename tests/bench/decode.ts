/**
 * Decoding: how many times faster than the sound plays, on one thread's CPU time, and the signal to noise ratio against
 * ffmpeg (which must be installed: it makes the files). Then one hour of wav and mp3, with the growth of memory.
 *
 *   node tests/bench/decode.ts [--seconds 240] [--hour]
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createPcmWriter, openAudio, writeWav } from "../../src-main/engine/audio/index.ts"

const RATE_HZ = 44_100
const FORMATS: [name: string, options: string][] = [
  ["song.wav", "-c:a pcm_s16le"],
  ["song.aiff", "-c:a pcm_s16be"],
  ["song.flac", "-c:a flac"],
  ["song.mp3", "-c:a libmp3lame -b:a 192k"],
  ["song.ogg", "-c:a libvorbis -q:a 5"],
  ["song.opus", "-c:a libopus -b:a 128k"],
  ["song.m4a", "-c:a aac -b:a 192k"],
  ["plain.m4a", "-c:a aac -b:a 192k -aac_pns 0"],
  ["alac.m4a", "-c:a alac"],
]

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "240" },
    hour: { type: "boolean", default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), "slipmat-decode-"))
try {
  await compareFormats(Number(values.seconds))
  if (values.hour) await measureHour()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compareFormats(seconds: number): Promise<void> {
  const source = join(folder, "source.wav")
  writeWav(source, { sampleRateHz: RATE_HZ, channels: music(seconds), sampleFormat: "int16" })
  console.log("file        ours x realtime  ffmpeg x  SNR dB  frames ours/ffmpeg")
  for (const [name, options] of FORMATS) {
    const path = join(folder, name)
    ffmpeg("-y", "-i", source, ...options.split(" "), path)
    const speed = await speedOf(path)
    const ours = await decode(path)
    const theirs = decodeByFfmpeg(path)
    const row = [
      name.padEnd(11),
      speed.toFixed(0).padStart(15),
      (seconds / theirs.cpuSeconds).toFixed(0).padStart(9),
      snrDb(theirs.samples, ours.interleaved).toFixed(1).padStart(7),
      `${ours.frames}/${theirs.samples.length / 2}`,
    ]
    console.log(row.join("  "))
  }
}

/** Times realtime of CPU, in the better of two walks that keep nothing. */
async function speedOf(path: string): Promise<number> {
  const source = await openAudio(path)
  let best = 0
  for (let walk = 0; walk < 2; walk++) {
    const start = process.cpuUsage()
    let frames = 0
    for await (const block of source.blocks()) frames += block[0]?.length ?? 0
    const { user, system } = process.cpuUsage(start)
    best = Math.max(best, frames / source.sampleRateHz / ((user + system) / 1e6))
  }
  source.close()
  return best
}

async function decode(path: string) {
  const source = await openAudio(path)
  const blocks: Float32Array[][] = []
  for await (const block of source.blocks()) blocks.push(block)
  source.close()
  const frames = blocks.reduce((sum, block) => sum + (block[0]?.length ?? 0), 0)
  const interleaved = new Float32Array(2 * frames)
  let at = 0
  for (const [left, right] of blocks)
    for (let frame = 0; frame < (left?.length ?? 0); frame++) {
      interleaved[at++] = left?.[frame] ?? 0
      interleaved[at++] = right?.[frame] ?? 0
    }
  return { frames, interleaved }
}

function decodeByFfmpeg(path: string) {
  const command = `TIMEFORMAT='%U %S'; { time ffmpeg -v error -threads 1 -i "$0" -f null -; } 2>&1 | tail -1`
  const times = execFileSync("bash", ["-c", command, path], { encoding: "utf8" }).trim().split(" ")
  const bytes = ffmpeg("-i", path, "-f", "f32le", "-")
  return {
    samples: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2),
    cpuSeconds: times.reduce((sum, part) => sum + Number(part), 0),
  }
}

async function measureHour(): Promise<void> {
  const wav = join(folder, "hour.wav")
  writeHour(wav)
  ffmpeg("-y", "-i", wav, "-b:a", "128k", join(folder, "hour.mp3"))
  console.log("\none hour    x realtime  peak RSS growth MB")
  for (const name of ["hour.wav", "hour.mp3"]) {
    const start = process.cpuUsage()
    const before = process.memoryUsage().rss
    const source = await openAudio(join(folder, name))
    let peak = before
    let frames = 0
    for await (const block of source.blocks()) {
      frames += block[0]?.length ?? 0
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    source.close()
    const { user, system } = process.cpuUsage(start)
    const speed = frames / source.sampleRateHz / ((user + system) / 1e6)
    console.log(
      `${name.padEnd(11)} ${speed.toFixed(0).padStart(10)}  ${((peak - before) / 2 ** 20).toFixed(0).padStart(18)}`,
    )
  }
}

function writeHour(path: string): void {
  const minute = music(60)
  const writer = createPcmWriter(path, {
    sampleRateHz: RATE_HZ,
    channels: 2,
    sampleFormat: "int16",
  })
  for (let count = 0; count < 60; count++) writer.write(minute)
  writer.finish()
}

/** Decaying chords on a beat with a noisy hat: enough like music that every coding tool is used. */
function music(seconds: number): Float32Array[] {
  let state = 1
  const noise = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) / 2 ** 31
  const frames = Math.round(seconds * RATE_HZ)
  const channels = [new Float32Array(frames), new Float32Array(frames)]
  const notes = [220, 277.2, 329.6, 440, 246.9, 293.7, 370, 493.9]
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / RATE_HZ
    const beat = Math.floor(time * 4)
    const age = time - beat / 4
    const tone = Math.sin(2 * Math.PI * (notes[beat % 8] ?? 220) * time) * Math.exp(-age * 6)
    const hat = noise() * Math.exp(-age * 40)
    for (const [side, channel] of channels.entries())
      channel[frame] = 0.4 * tone + (side === 0 ? 0.2 : 0.1) * hat
  }
  return channels
}

function ffmpeg(...options: string[]): Buffer {
  return execFileSync("ffmpeg", ["-v", "error", ...options], { maxBuffer: 2 ** 32 })
}

function snrDb(expected: Float32Array, actual: Float32Array): number {
  let signal = 0
  let noise = 0
  for (let index = 0; index < Math.min(expected.length, actual.length); index++) {
    signal += (expected[index] as number) ** 2
    noise += ((expected[index] as number) - (actual[index] as number)) ** 2
  }
  return noise === 0 ? Infinity : 10 * Math.log10(signal / noise)
}
