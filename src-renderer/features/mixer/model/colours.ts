/** Colours of tracks: eight, used again for those beyond. */
const TRACK_COLOURS = 8

export const colourOf = ({ kind, colour }: { kind?: string; colour: number }): string =>
  kind === "master" ? "var(--c-bone)" : `var(--tr-${colour % TRACK_COLOURS})`
