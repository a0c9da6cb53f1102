/** A map as text for other programs. Pure. */
import { FEATURE_COUNT, FEATURES, type ChunkMap } from "#shared/contract/index.ts"
import { partAt, type MapLayout, type MapModel } from "./map-model.ts"

interface Row {
  song: string
  part: string
  /** Within its part, from 0. */
  index: number
  startSeconds: number
  endSeconds: number
  loudnessDb: number
  brightnessHz: number
  pitchHz: number
  pitchConfidence: number
  position: number[]
  position2d: number[]
  cluster: number
  clusterLabel: string
  features: number[]
}

export function mapJson(model: MapModel, layout: MapLayout, map: ChunkMap | null): string {
  const document = {
    format: "slipmat-map",
    version: 1,
    settings: map?.settings ?? null,
    quality: { three: map?.quality3 ?? null, two: map?.quality2 ?? null },
    featureNames: FEATURES.map(({ name }) => name),
    clusters: layout.groups,
    chunks: Array.from({ length: model.count }, (_, i) => rowOf(model, layout, i)),
  }
  return JSON.stringify(document, null, 1)
}

const HEAD = [
  ...[
    "song",
    "part",
    "index",
    "startSeconds",
    "endSeconds",
    "loudnessDb",
    "brightnessHz",
    "pitchHz",
  ],
  ...["pitchConfidence", "x", "y", "z", "x2d", "y2d", "cluster", "clusterLabel"],
]

/** One line a chunk, the names first (RFC 4180). */
export function mapCsv(model: MapModel, layout: MapLayout): string {
  const lines = [[...HEAD, ...FEATURES.map(({ name }) => name)].join(",")]
  for (let i = 0; i < model.count; i++) {
    const { song, part, position, position2d, clusterLabel, features, ...row } = rowOf(
      model,
      layout,
      i,
    )
    const numbers = [row.startSeconds, row.endSeconds, row.loudnessDb, row.brightnessHz]
    lines.push(
      [
        ...[quoted(song), quoted(part), row.index, ...numbers, row.pitchHz, row.pitchConfidence],
        ...[...position, ...position2d, row.cluster, quoted(clusterLabel), ...features],
      ].join(","),
    )
  }
  return lines.join("\r\n") + "\r\n"
}

function rowOf(model: MapModel, layout: MapLayout, i: number): Row {
  const own = partAt(model, i)
  const cluster = layout.groupOf[i] ?? -1
  return {
    song: own?.song.title ?? "",
    part: own?.part.name ?? "",
    index: i - (own?.offset ?? 0),
    startSeconds: model.startSeconds[i] ?? 0,
    endSeconds: model.endSeconds[i] ?? 0,
    loudnessDb: short(model.loudnessDb[i]),
    brightnessHz: short(model.brightnessHz[i]),
    pitchHz: short(model.pitchHz[i]),
    pitchConfidence: short(model.pitchConfidence[i]),
    position: shorts(layout.positions3, i, 3),
    position2d: shorts(layout.positions2, i, 2),
    cluster,
    clusterLabel: layout.groups[cluster]?.label ?? "",
    features: shorts(model.features, i, FEATURE_COUNT),
  }
}

/** As many digits as a 32-bit float carries. */
const short = (value: number | undefined): number => Number((value ?? 0).toPrecision(7))

const shorts = (values: Float32Array, row: number, width: number): number[] =>
  Array.from(values.subarray(row * width, (row + 1) * width), short)

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
