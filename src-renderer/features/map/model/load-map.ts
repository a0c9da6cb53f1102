/** Reads chunks and layouts from the engine, tile by tile. */
import type {
  ChunkMap,
  ChunkTile,
  Client,
  MapId,
  Part,
  StudioContract,
} from "#shared/contract/index.ts"
import type { MapLayout } from "./map-model.ts"

const TILE_CHUNKS = 8192
const TILE_POINTS = 65_536

type Engine = Client<StudioContract>

/** All chunks of a part at one revision: if they change while they are read, they are read again. */
export async function readChunks(
  engine: Engine,
  partId: Part["id"],
  signal: AbortSignal,
): Promise<ChunkTile[]> {
  const tiles: ChunkTile[] = []
  for (let offset = 0; ; offset += TILE_CHUNKS) {
    const tile = await engine["chunks.read"]({ partId, offset, count: TILE_CHUNKS }, { signal })
    if (tiles[0] && tiles[0].revision !== tile.revision) return readChunks(engine, partId, signal)
    tiles.push(tile)
    if (offset + tile.loudnessDb.length >= tile.total || tile.loudnessDb.length === 0) return tiles
  }
}

export async function readLayout(
  engine: Engine,
  map: ChunkMap,
  signal: AbortSignal,
): Promise<MapLayout> {
  const [three, two] = await Promise.all([
    readPoints(engine, map.id, 3, signal),
    readPoints(engine, map.id, 2, signal),
  ])
  return {
    positions3: three.positions,
    positions2: two.positions,
    groupOf: three.groups,
    groups: map.groups,
  }
}

async function readPoints(
  engine: Engine,
  mapId: MapId,
  dims: 3 | 2,
  signal: AbortSignal,
): Promise<{ positions: Float32Array; groups: Int32Array }> {
  const read = (offset: number) =>
    engine["maps.read"]({ mapId, dims, offset, count: TILE_POINTS }, { signal })
  const first = await read(0)
  if (first.groups.length >= first.total) return first
  const positions = new Float32Array(first.total * dims)
  const groups = new Int32Array(first.total)
  let tile = first
  for (let offset = 0; tile.groups.length > 0; tile = await read(offset)) {
    positions.set(tile.positions, offset * dims)
    groups.set(tile.groups, offset)
    offset += tile.groups.length
    if (offset >= first.total) break
  }
  return { positions, groups }
}
