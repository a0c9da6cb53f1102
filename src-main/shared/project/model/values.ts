/** The small values that many parts of the document share, with their ranges. */
import { z } from "zod"
import type { Json } from "./immutable.ts"

/** Ticks that a double counts exactly; far beyond any music (two thousand hours at 120). */
export const MOST_TICKS = 2 ** 33

export const Ticks = z.int().min(0).max(MOST_TICKS)
export const LengthTicks = z.int().min(1).max(MOST_TICKS)
export const ByTicks = z.int().min(-MOST_TICKS).max(MOST_TICKS)
/** Lengths that follow from seconds: audio lasts no whole number of ticks. */
export const FractionalTicks = z.number().positive().max(MOST_TICKS)

/** -144 dB and below is silence. */
export const GainDb = z.number().min(-144).max(36)
export const Name = z.string().max(200)
/** An index into the palette of the theme. */
export const Colour = z.int().min(0).max(63)
export const Index = z.int().min(0)

/** Anything JSON: checked to be that, else kept as it is. */
export const JsonValue = z.json() as unknown as z.ZodType<Json, Json>
