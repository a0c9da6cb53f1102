export { framesToPiece } from "./frames.ts"
export { keyOf } from "./key.ts"
export { compareNotes, DRUMS } from "./piece.ts"
export type { Piece, PieceMeter, PieceNote, PieceTempo } from "./piece.ts"
export { barTicksOf, METERS } from "./tokens/bars.ts"
export { GRID_TICKS, nearestTempoBin, TEMPOS } from "./tokens/bins.ts"
export * from "./tokens/compound.ts"
export {
  HIGHEST_PITCH,
  LOWEST_PITCH,
  satbDecode,
  satbEncode,
  satbVocabulary,
  VOICES,
  type Frame,
} from "./tokens/satb.ts"
