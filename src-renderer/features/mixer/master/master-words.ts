/** The master's figures in words. */
import { signed } from "../../../ui/quantity.ts"

const NONE = "–"
/** Quieter than this is silence. */
const SILENT_LUFS = -99

/** "−14.2"; a dash in silence and where nothing is known. */
export const loudnessText = (lufs: number | undefined): string =>
  lufs === undefined || !(lufs > SILENT_LUFS) ? NONE : signed(lufs, 1)

export const rangeText = (lu: number | undefined): string =>
  lu === undefined || !Number.isFinite(lu) ? NONE : `${signed(lu, 1)} LU`
