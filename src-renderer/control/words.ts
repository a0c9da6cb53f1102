/** MIDI controls in words. Pure. */
import { pitchName } from "#shared/music/index.ts"
import type { MidiBinding } from "#shared/project/index.ts"

/** "CC 21, channel 1 of nanoKONTROL2" */
export function sourceText({ source, port }: Pick<MidiBinding, "source" | "port">): string {
  return `${controlText(source)}, channel ${source.channel + 1} of ${port}`
}

function controlText(source: MidiBinding["source"]): string {
  switch (source.kind) {
    case "control":
      return source.isFine
        ? `CC ${source.controller} and ${source.controller + 32}`
        : `CC ${source.controller}`
    case "note":
      return `Note ${pitchName(source.pitch)}`
    case "bend":
      return "Pitch bend"
  }
}
