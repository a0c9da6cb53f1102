export { notationText } from "./model.ts"
export type {
  Notation,
  NotationBracket,
  NotationDot,
  NotationLine,
  NotationPoint,
} from "./model.ts"
export { notationOf, type NotationOptions } from "./notation-of.ts"
export { notationSvg, type SvgOptions } from "./svg.ts"
export { gridOf, stavesOf, type BeatLine, type Staff, type Staves } from "./staves.ts"
export { StaffFold } from "./fold.ts"
