/** Whether what the phase is off its guess is the hand's doing, noise, or a jump of the needle. */
import { exactExp } from "../../dsp/exact-math.ts"
import { withoutTurns } from "./phase.ts"

const ROUGHNESS_SECONDS = 0.0005
/** Mean square of how unevenly the phase goes on, in cycles, at which it is noise (0.083 if it is nothing else), and is signal again. */
const ROUGH = 0.02
const SMOOTH = 0.008
/** A sudden offset so large, and so steady for so long, is a jump of the needle. */
const FAR_CYCLES = 0.2
const JUMP_SECONDS = 0.0001
/** So many times as long an offset is waited for that is large, but not steady. */
const PATIENCE = 4
/** Share of a frame's offset in what is usual. */
const SETTLING = 0.25
/** Below this weight the phase is too uncertain to speak of unrest. */
const CERTAIN = 0.95
/** An offset that grows by so many cycles a frame, so evenly, for so many frames, is speed that no filter would find. */
const FAST_DRIFT = 0.08
const EVEN = 0.06
const EVEN_FRAMES = 8

/** What to do with a frame: follow it, pass it over, take its offset as it is (also as a jump), or its drift as speed. */
type Judgement = "steady" | "lost" | "seat" | "jump" | "faster"

export class PhaseUnrest {
  isLost = false
  /** Cycles a frame by which the offset has grown while it did so evenly. */
  evenDrift = 0
  /** The offset with the whole cycles that it grew by since it was last followed. */
  wholeOffset = 0
  #offset = 0
  #drift = 0
  /** The offset that is usual at present: what the filter lags behind. */
  #settled = 0
  #roughness = 0
  #isRough = false
  #freshFrames = 0
  #farFrames = 0
  #steadyFrames = 0
  #evenFrames = 0
  readonly #roughTaken: number
  readonly #jumpFrames: number

  constructor(rateHz: number) {
    this.#roughTaken = 1 - exactExp(-1 / (ROUGHNESS_SECONDS * rateHz))
    this.#jumpFrames = Math.ceil(JUMP_SECONDS * rateHz)
  }

  /** After silence nothing is known of the phase. */
  reset(): void {
    this.isLost = false
    this.#drift = 0
    this.#offset = 0
    this.#settled = 0
    this.#roughness = 0
    this.#isRough = false
    // The first difference, and that of the first differences, are none.
    this.#freshFrames = 2
    this.#farFrames = 0
    this.#steadyFrames = 0
    this.#evenFrames = 0
  }

  judge(offset: number, weight: number): Judgement {
    const drift = withoutTurns(offset - this.#offset)
    const uneven = withoutTurns(drift - this.#drift)
    this.#offset = offset
    this.#drift = drift
    this.wholeOffset += drift
    if (this.#freshFrames > 0) {
      this.#freshFrames -= 1
      this.#settled = offset
      this.wholeOffset = offset
      return "steady"
    }
    if (weight > CERTAIN) this.#roughness += this.#roughTaken * (uneven * uneven - this.#roughness)
    const judgement = this.#weigh(offset, uneven, weight > CERTAIN)
    this.isLost = judgement === "lost"
    if (judgement === "steady") {
      this.#settled += SETTLING * withoutTurns(offset - this.#settled)
      this.wholeOffset = offset
    } else if (!this.isLost) this.#take()
    return judgement
  }

  #weigh(offset: number, uneven: number, isCertain: boolean): Judgement {
    if (this.#roughness > (this.#isRough ? SMOOTH : ROUGH)) {
      this.#isRough = true
      this.#farFrames = 0
      this.#steadyFrames = 0
      this.#evenFrames = 0
      return "lost"
    }
    const isFast = isCertain && Math.abs(this.#drift) > FAST_DRIFT && Math.abs(uneven) < EVEN
    this.#evenFrames = isFast ? this.#evenFrames + 1 : 0
    this.evenDrift += (this.#drift - this.evenDrift) / Math.max(1, this.#evenFrames)
    if (this.#evenFrames >= EVEN_FRAMES) return "faster"
    if (this.#isRough) return Math.abs(offset) > FAR_CYCLES / 2 ? "jump" : "seat"
    const isFar = isCertain && Math.abs(withoutTurns(offset - this.#settled)) > FAR_CYCLES
    this.#farFrames = isFar ? this.#farFrames + 1 : 0
    if (isFast) return "lost"
    if (!isFar) return "steady"
    const isSteady = this.#farFrames > 1 && Math.abs(this.#drift) < FAR_CYCLES / 2
    this.#steadyFrames = isSteady ? this.#steadyFrames + 1 : 0
    if (this.#steadyFrames >= this.#jumpFrames) return "jump"
    return this.#farFrames < PATIENCE * this.#jumpFrames ? "lost" : "steady"
  }

  /** The offset was taken as it is: from here on there is none. */
  #take(): void {
    this.#offset = 0
    this.#settled = 0
    this.#isRough = false
    this.#farFrames = 0
    this.#steadyFrames = 0
    this.#evenFrames = 0
  }
}
