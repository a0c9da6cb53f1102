/** The instruments: a General MIDI program of the SoundFont each, and its place in the mix. */
interface Part {
  /** General MIDI program, counted from 0. */
  program: number
  gainDb: number
  /** -1 left to 1 right. */
  pan: number
  /** Share sent to the reverb, 0 to 1. */
  send: number
}

export const PARTS = {
  piano: { program: 0, gainDb: 10, pan: -0.05, send: 0.28 },
  electricPiano: { program: 4, gainDb: 2, pan: -0.3, send: 0.15 },
  celesta: { program: 8, gainDb: 6, pan: 0.25, send: 0.45 },
  glockenspiel: { program: 9, gainDb: 1, pan: -0.35, send: 0.5 },
  vibraphone: { program: 11, gainDb: 6, pan: 0.22, send: 0.3 },
  tubularBell: { program: 14, gainDb: 3, pan: -0.1, send: 0.5 },
  accordion: { program: 21, gainDb: -3, pan: -0.28, send: 0.14 },
  guitar: { program: 25, gainDb: 2, pan: 0.42, send: 0.12 },
  bass: { program: 33, gainDb: 0, pan: 0, send: 0.02 },
  fretless: { program: 35, gainDb: 3, pan: 0, send: 0.03 },
  violin: { program: 40, gainDb: 1, pan: 0.2, send: 0.3 },
  cello: { program: 42, gainDb: 6, pan: -0.18, send: 0.3 },
  contrabass: { program: 43, gainDb: 3, pan: 0.1, send: 0.22 },
  strings: { program: 48, gainDb: 3, pan: 0, send: 0.35 },
  foghorn: { program: 58, gainDb: 2, pan: 0.45, send: 0.6 },
  brass: { program: 61, gainDb: -5, pan: 0.12, send: 0.2 },
} as const satisfies Record<string, Part>

export type PartName = keyof typeof PARTS

export const PART_NAMES = Object.keys(PARTS) as PartName[]
