import { basename } from "node:path"
import { fail } from "#shared/contract/index.ts"
import { BlockDecoder, type TimecodeName, timecodeOf } from "#shared/timecode/index.ts"
import { BLOCK_FRAMES, openAudio, type AudioSource } from "../audio/index.ts"
import { FileTrack } from "./file-track.ts"
import { SignalSample } from "./signal-sample.ts"

export interface DecodedTimecode {
  format: TimecodeName
  sampleRateHz: number
  durationSeconds: number
  /** Equally long, a value each 0.7 ms. */
  timeSeconds: Float64Array
  /** On the record at 33 1/3 rpm; NaN while the place is unknown. */
  positionSeconds: Float64Array
  /** 1 is 33 1/3 rpm, negative is backwards. */
  velocity: Float64Array
  /** RMS of one channel's noise at the end, full scale being 1. */
  noise: number
  warning: string | null
}

/** Travel, in cycles, after which a place should have been read, if there was one to read. */
const ENOUGH_CYCLES = 64
/** Share of the time with a signal below which it is chance, where no place was read. */
const LEAST_SIGNAL = 0.2

/**
 * Reads a recording of a timecode record as it would be read live.
 * @param format "auto" tries all of them on the first seconds of signal
 * @throws StudioError not-found, unreadable: no sound, not stereo, no timecode or another one than `format`; cancelled
 */
export async function decodeTimecodeFile(
  path: string,
  format: TimecodeName | "auto",
  { signal, onProgress }: { signal: AbortSignal; onProgress(fraction: number): void },
): Promise<DecodedTimecode> {
  const source = await openAudio(path, { signal })
  const name = basename(path)
  try {
    if (source.channels < 2) fail("unreadable", `${name} has one channel: timecode needs two`)
    const known = format === "auto" ? await detect(source, name) : format
    const decoded = await decode(source, known, onProgress)
    const { track, noise } = decoded
    if (!track.isPlaced) checkSignal(name, known, decoded)
    return {
      ...{ format: known, sampleRateHz: source.sampleRateHz, noise, warning: source.warning },
      ...{ durationSeconds: decoded.frames / source.sampleRateHz, ...track.arrays() },
    }
  } finally {
    source.close()
  }
}

type Decoded = Awaited<ReturnType<typeof decode>>

async function decode(source: AudioSource, format: TimecodeName, onProgress: (f: number) => void) {
  const rateHz = source.sampleRateHz
  const options = { timecode: timecodeOf(format), rateHz, mostFrames: BLOCK_FRAMES }
  const decoder = new BlockDecoder(options)
  const track = new FileTrack()
  const sample = new SignalSample(rateHz)
  let frames = 0
  for await (const [left, right] of source.blocks()) {
    if (!left || !right) continue
    sample.push(left, right)
    track.push(decoder.process(left, right))
    frames += left.length
    if (source.framesEstimate) onProgress(Math.min(1, frames / source.framesEstimate))
  }
  return { track, sample, frames, noise: decoder.decoder.noise }
}

async function detect(source: AudioSource, name: string): Promise<TimecodeName> {
  const sample = new SignalSample(source.sampleRateHz)
  for await (const [left, right] of source.blocks()) {
    if (left && right) sample.push(left, right)
    if (sample.isFull) break
  }
  return sample.detect() ?? fail("unreadable", `No timecode was found in ${name}`)
}

/** Where no place was read: was there a signal at all, and did it turn far enough? */
function checkSignal(name: string, format: TimecodeName, { track, sample }: Decoded): void {
  if (track.signalShare < LEAST_SIGNAL) fail("unreadable", `${name} holds no signal of a record`)
  const other = sample.detect()
  if (other && other !== format)
    fail("unreadable", `${name} holds the timecode ${other}, not ${format}`)
  if (track.spanSeconds * timecodeOf(format).resolutionHz > ENOUGH_CYCLES)
    fail("unreadable", `No timecode ${format} was found in ${name}`)
}
