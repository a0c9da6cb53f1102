export {
  KIT,
  lengthBeats,
  partsOf,
  pieceOfClips,
  pieceSteps,
  programOf,
  sopranoOf,
  type Placing,
} from "./heard-piece.ts"
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
