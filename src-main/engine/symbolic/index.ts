export { compareNotes, DRUMS } from "./piece.ts"
export type { Piece, PieceMeter, PieceNote, PieceTempo } from "./piece.ts"
export { HIGHEST_PITCH, LOWEST_PITCH, type Frame } from "./tokens/satb.ts"
