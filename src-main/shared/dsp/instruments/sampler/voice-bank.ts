/** The voices of a sampler: made once, taken and given back while sound plays. */
import { SampleVoice } from "./sample-voice.ts"

const MOST_SOUNDING = 32
/** Those above fade out. */
const VOICES = 40
const STOLEN_SECONDS = 0.003

export class VoiceBank {
  readonly voices: readonly SampleVoice[] = Array.from({ length: VOICES }, () => new SampleVoice())
  #stolenFrames: number
  #age = 0

  constructor(rateHz: number) {
    this.#stolenFrames = Math.round(STOLEN_SECONDS * rateHz)
  }

  /** Writes frames from..from + count of `left` and `right`, over what stands there. */
  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    left.fill(0, from, from + count)
    right.fill(0, from, from + count)
    if (count === 0) return
    for (const voice of this.voices) if (voice.isActive) voice.add(left, right, from, count)
  }

  /** A silent voice. Where many sound the oldest begins to fade; where all do it must give its place at once. */
  take(key: number, group = 0): SampleVoice {
    const voice = this.#free()
    voice.key = key
    voice.group = group
    voice.age = ++this.#age
    return voice
  }

  fadeGroup(group: number, frames: number): void {
    for (const voice of this.voices)
      if (voice.isActive && voice.group === group) voice.release(frames)
  }

  fadeAll(frames: number): void {
    for (const voice of this.voices) voice.release(frames)
  }

  stop(): void {
    for (const voice of this.voices) voice.stop()
  }

  #free(): SampleVoice {
    let oldest = this.voices[0]!
    let silent: SampleVoice | undefined
    let sounding = 0
    for (const voice of this.voices) {
      if (!voice.isActive) silent = voice
      else if (!voice.isFalling) {
        sounding += 1
        if (oldest.isFalling || voice.age < oldest.age) oldest = voice
      }
    }
    if (sounding >= MOST_SOUNDING) oldest.release(this.#stolenFrames)
    return silent ?? oldest
  }
}
