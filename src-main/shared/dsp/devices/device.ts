/**
 * What an effect device is: a description that the mixer, the document and automation share, and a processor that runs in
 * the window's audio worklet and in the offline renderer alike. What comes out depends on what goes in, not on how the stream
 * is cut into blocks, and not on the engine that runs it.
 */
import type { StripKernel } from "../strip/strip-kernel.ts"

export type ParameterUnit = "dB" | "Hz" | "ms" | "s" | "%" | "ratio" | "choice" | "none"
export type ParameterScale = "linear" | "log" | "choice"

export interface ParameterSpec {
  /** Stable: documents and automation keep it. */
  readonly id: string
  readonly label: string
  readonly unit: ParameterUnit
  readonly min: number
  readonly max: number
  readonly initial: number
  /** How a control's way is divided. */
  readonly scale: ParameterScale
  /** Of a choice: the names of values 0, 1, 2 ... */
  readonly choices?: readonly string[]
  /** It is chosen for the whole piece: nothing moves it over time. */
  readonly isSetOnly?: boolean
}

export interface DeviceProcessor {
  /** Frames by which the output is late, to be made good elsewhere. Changes only where a parameter says so. */
  readonly latencyFrames: number
  /** How long it sounds on after its input has ended. */
  readonly tailSeconds: number
  /** Present values for the eye, e.g. how many dB the compressor takes away. */
  readonly meters?: Float32Array
  /**
   * A value in the parameter's unit; what lies outside its range is taken as the nearest end, what is no number is ignored.
   * It takes effect at the next frame and is reached smoothly, or at once where `isInstant`.
   */
  setParameter(index: number, value: number, isInstant?: boolean): void
  /**
   * Replaces the first `frames` samples. The side chain is only read. A sample that is no number, or beyond +120 dBFS, clears
   * the state and becomes silence.
   */
  process(
    left: Float32Array,
    right: Float32Array,
    frames: number,
    sideLeft?: Float32Array | null,
    sideRight?: Float32Array | null,
  ): void
  /** True where silence goes in and nothing sounds on: silence comes out, and it need not run. */
  readonly isStill: boolean
  /** Forgets all sound; parameters stay and stand where they were going to. */
  reset(): void
  /** Gives its memory back. It is not used any more. */
  release(): void
}

export interface DeviceSpec {
  readonly kind: string
  readonly label: string
  readonly parameters: readonly ParameterSpec[]
  readonly hasSideChain?: boolean
  /**
   * @param rateHz 8,000 to 192,000
   * @param strip makes it faster where its buffers lie in the strip's memory, too; the bits are the same
   */
  create(rateHz: number, strip?: StripKernel | null): DeviceProcessor
}

type Numbers = Pick<ParameterSpec, "min" | "max" | "initial">

const spec =
  (unit: ParameterUnit, scale: ParameterScale) =>
  (id: string, label: string, min: number, max: number, initial: number): ParameterSpec => ({
    ...({ min, max, initial } satisfies Numbers),
    ...{ id, label, unit, scale },
  })

export const decibels = spec("dB", "linear")
export const hertz = spec("Hz", "log")
export const milliseconds = spec("ms", "log")
export const percent = spec("%", "linear")
export const seconds = spec("s", "log")
export const ratio = spec("ratio", "log")
/** Of no unit, such as a Q. */
export const factor = spec("none", "log")

export function choice(
  id: string,
  label: string,
  choices: readonly string[],
  initial = 0,
): ParameterSpec {
  return { ...spec("choice", "choice")(id, label, 0, choices.length - 1, initial), choices }
}
