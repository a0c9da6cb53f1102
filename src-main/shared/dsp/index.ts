export { ChunkPlayer, EDGE_SECONDS, type Piece, type PlayerOptions } from "./chunk-player.ts"
export { pathFrames, renderPath, type PathPiece, type RenderOptions } from "./render-path.ts"
export { TILE_FRAMES, TileSource, type TileSourceOptions } from "./tile-source.ts"
export { roundTripFrames, roundTripSignal } from "./round-trip.ts"
