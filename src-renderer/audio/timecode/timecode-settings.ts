/** How a deck hears its control record. Kept with the preferences. */
import { z } from "zod"
import { TIMECODE_NAMES } from "#shared/timecode/index.ts"
import type { Preferences } from "../../session/index.ts"

const TimecodeSettings = z.object({
  /** Name of the input; empty: the system's own choice. */
  input: z.string(),
  firstChannel: z.int().min(0).max(62),
  format: z.enum(["auto", ...TIMECODE_NAMES]),
  isAbsolute: z.boolean(),
})
export type TimecodeSettings = z.infer<typeof TimecodeSettings>

const FIRST: TimecodeSettings = { input: "", firstChannel: 0, format: "auto", isAbsolute: true }

const keyOf = (deck: number): string => `deck.timecode.${deck}`

export const readTimecodeSettings = (preferences: Preferences, deck: number): TimecodeSettings =>
  preferences.read(keyOf(deck), TimecodeSettings, FIRST)

export const writeTimecodeSettings = (
  preferences: Preferences,
  deck: number,
  settings: TimecodeSettings,
): void => preferences.write(keyOf(deck), settings)
