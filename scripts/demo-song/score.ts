/** "Night Ferry": every section's notes and sample hits at their place in the song. */
import { band } from "./score/band.ts"
import { bells } from "./score/bells.ts"
import { bowed } from "./score/bowed.ts"
import { groove } from "./score/groove.ts"
import { harbour } from "./score/harbour.ts"
import { outro } from "./score/outro.ts"
import { pianoTheme } from "./score/piano-theme.ts"
import { SECTIONS, type SectionName, type SectionScore } from "./song.ts"

const WRITERS: Record<SectionName, (startBeat: number) => SectionScore> = {
  harbour,
  piano: pianoTheme,
  groove,
  strings: bowed,
  bells,
  band,
  outro,
}

export function writeScore(): SectionScore {
  const parts = SECTIONS.map((section) => WRITERS[section.name](section.startBeat))
  return {
    notes: parts.flatMap((part) => part.notes),
    hits: parts.flatMap((part) => part.hits),
  }
}
