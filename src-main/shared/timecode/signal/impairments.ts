/** What happens to a timecode between the groove and the sound card. Levels in dB are relative to the carrier at speed 1. */

/** A time in seconds from..to. */
export interface Span {
  readonly fromSeconds: number
  readonly toSeconds: number
}

/** The needle jumps by so much record; while it flies there is noise instead of a signal. */
export interface Skip {
  readonly atSeconds: number
  readonly bySeconds: number
  readonly burstSeconds: number
}

export interface Impairments {
  /** A pickup that answers to speed, with RIAA's correction after it: quieter and duller the slower the record turns. */
  readonly cartridge?: boolean
  /** As a pickup answers to speed itself, its signal is turned over where the record runs backwards. */
  readonly turnsOver?: boolean
  /** Carrier to noise, RMS to RMS, each channel its own noise. */
  readonly noiseDb?: number
  readonly noiseColour?: "white" | "pink"
  /** Mains hum of 50 Hz and its third harmonic, the same in both channels. */
  readonly humDb?: number
  /** Noise below about 20 Hz, each channel its own. */
  readonly rumbleDb?: number
  readonly clicksPerSecond?: number
  readonly crosstalkDb?: number
  /** Secondary over primary, less 1: 0.1 for 10 % more. */
  readonly imbalance?: number
  /** How far the secondary is off its quarter cycle. */
  readonly skewRadians?: number
  /** Added to the primary, and with half of its size to the secondary. */
  readonly dc?: number
  /** Samples end at this magnitude. */
  readonly clipAt?: number
  /** Share of speed by which a turn (0.55 Hz at speed 1) modulates it. */
  readonly wow?: number
  /** Share of speed by which 9 Hz modulate it. */
  readonly flutter?: number
  /** Share of speed by which a hole off the centre modulates it, once a turn of the record. */
  readonly offCentre?: number
  /** Gaps of 2 to 10 ms a second, on average. */
  readonly dustPerSecond?: number
  readonly skips?: readonly Skip[]
  readonly lifts?: readonly Span[]
}
