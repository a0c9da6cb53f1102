export { KIT, lengthBeats, partsOf, pieceSteps, sopranoOf, type Placing } from "./heard-piece.ts"
export { pieceBetween, pieceOfClips, programOf } from "./piece-of-clips.ts"
export { whatPlays } from "./plays.ts"
export { pieceProject } from "./piece-project.ts"
export {
  goalsOf,
  languageOf,
  pace,
  presetConfig,
  presetFor,
  PRESETS,
  type Preset,
  type Wanted,
} from "./presets.ts"
