/**
 * How spessasynth_core (Apache-2.0) reads a sample between its frames, sooner: the same cubic, the same bits. Its oscillator
 * asks at every frame and for each of four neighbours whether the loop ends there; this one asks only where it may. It takes
 * the other's place only where it finds it as expected and both make the same sound; a third of a song's rendering was there.
 */
import type { SpessaSynthProcessor } from "spessasynth_core"

/** Frames of the sample. */
export interface HermiteOscillator {
  sampleData: Float32Array
  /** Frames a frame, at the pitch the sample has. */
  playbackStep: number
  isLooping: boolean
  loopEnd: number
  loopLength: number
  /** Exclusive. */
  end: number
  cursor: number
  /** @returns whether the sample goes on */
  process(count: number, tuningRatio: number, out: Float32Array): boolean
}

/** Neighbours that are read after the frame where the cursor stands. */
const AHEAD = 3

export function processHermite(
  this: HermiteOscillator,
  count: number,
  tuningRatio: number,
  out: Float32Array,
): boolean {
  const step = tuningRatio * this.playbackStep
  const { sampleData, isLooping, loopEnd, loopLength, end } = this
  const safeEnd = (isLooping ? loopEnd : end) - AHEAD
  let cursor = this.cursor
  for (let i = 0; i < count;) {
    for (; i < count && cursor < safeEnd; i++) {
      const y = cursor | 0
      const t = cursor - y
      const x0 = sampleData[y + 1]!
      const x1 = sampleData[y + 2]!
      const c = (x1 - sampleData[y]!) * 0.5
      const v = x0 - x1
      const w = c + v
      const a = w + v + (sampleData[y + 3]! - x0) * 0.5
      out[i] = ((a * t - (w + a)) * t + c) * t + x0
      cursor += step
    }
    if (i === count) break
    if (!isLooping) {
      if ((cursor | 0) + AHEAD >= end) {
        out.fill(0, i, count)
        return false
      }
    } else while (cursor >= loopEnd) cursor -= loopLength
    out[i++] = acrossTheLoop(this, cursor)
    cursor += step
  }
  this.cursor = cursor
  return true
}

/** One value whose neighbours may lie round the loop. */
function acrossTheLoop(oscillator: HermiteOscillator, cursor: number): number {
  const { sampleData } = oscillator
  const y = cursor | 0
  const t = cursor - y
  const x0 = sampleData[wrapped(oscillator, y + 1)]!
  const x1 = sampleData[wrapped(oscillator, y + 2)]!
  const x2 = sampleData[wrapped(oscillator, y + AHEAD)]!
  const c = (x1 - sampleData[y]!) * 0.5
  const v = x0 - x1
  const w = c + v
  const a = w + v + (x2 - x0) * 0.5
  return ((a * t - (w + a)) * t + c) * t + x0
}

function wrapped({ isLooping, loopEnd, loopLength }: HermiteOscillator, place: number): number {
  let at = place
  if (isLooping) while (at >= loopEnd) at -= loopLength
  return at
}

/** What is looked for inside the synthesiser. */
interface Inside {
  synthCore?: { voices?: { oscillators?: HermiteOscillator[] }[] }
}

/** Where it has the cubic one among its oscillators (its `InterpolationTypes`). */
const CUBIC = 2

/** Puts it into all synthesisers of this thread. Asked again it does nothing. */
export function hastenOscillators(synth: SpessaSynthProcessor): void {
  const oscillator = (synth as unknown as Inside).synthCore?.voices?.[0]?.oscillators?.[CUBIC]
  if (!oscillator) return
  const kind = Object.getPrototypeOf(oscillator) as HermiteOscillator
  if (kind.process === processHermite || !sounds(kind.process).every(isAsOurs)) return
  kind.process = processHermite
}

type Process = HermiteOscillator["process"]

const isAsOurs = (value: number, i: number): boolean => Object.is(value, ours()[i])
const ours = (): readonly number[] => (ownSounds ??= sounds(processHermite))
let ownSounds: readonly number[] | undefined

/** Round a loop, and over an end: every output and where the cursor stands. */
function sounds(process: Process): number[] {
  const sampleData = Float32Array.from({ length: 64 }, (_, i) => ((i * 37) % 64) / 64 - 0.5)
  return [true, false].flatMap((isLooping) => {
    const oscillator: HermiteOscillator = {
      ...{ sampleData, playbackStep: 0.83, isLooping, loopEnd: 41, loopLength: 13, end: 64 },
      ...{ cursor: 2.5, process },
    }
    const out = new Float32Array(48)
    return [1.1, 0.9].flatMap((ratio) => {
      const goesOn = oscillator.process(out.length, ratio, out)
      return [...out, oscillator.cursor, Number(goesOn)]
    })
  })
}
