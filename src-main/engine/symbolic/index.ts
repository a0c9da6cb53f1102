export { compareNotes, DRUMS } from "./piece.ts"
export type { Piece, PieceMeter, PieceNote, PieceTempo } from "./piece.ts"
export type { Frame } from "./tokens/satb.ts"
