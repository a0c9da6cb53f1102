/** An archive as it is shown. */
import type {
  ScratchArchive,
  ScratchArchiveView,
  ScratchCurve,
  ScratchElite,
} from "#shared/contract/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { TechniqueClass } from "#shared/scratch/index.ts"
import { AXES, COLUMNS, type CurvePoint, NICHES, PARTS, playedOf } from "../discovery/index.ts"
import type { Practice } from "../policy/index.ts"
import type { ArchiveFile } from "./archive-file.ts"

export function viewOf(
  archive: ScratchArchive,
  file: ArchiveFile | null,
  practice: Practice | null,
): ScratchArchiveView {
  return {
    ...{ archive, axes: [{ ...AXES[0] }, { ...AXES[1] }], card: file?.card ?? [] },
    days: practice?.days.length ?? 0,
    cells: file ? cellsOf(file) : [],
    kinds: file?.saved.elites.niches.length ?? 0,
    curves: [
      ...(file ? [...searchCurves(file.saved.curve), ...file.curves] : []),
      ...(practice ? [practiceCurve(practice)] : []),
    ],
  }
}

/** Indices into the elites, by shown cell. */
function bestByCell({ saved: { elites } }: ArchiveFile): Map<number, number> {
  const best = new Map<number, number>()
  const layers = NICHES / (COLUMNS * AXES[1].size)
  for (const [at, niche] of elites.niches.entries()) {
    const cell = Math.floor(niche / layers)
    const before = best.get(cell)
    if (before === undefined || elites.qualities[at]! > elites.qualities[before]!)
      best.set(cell, at)
  }
  return best
}

/** A gesture of the map, which is played when it is asked for: two bars of it, from a bar line on. */
export interface ShownElite {
  column: number
  row: number
  quality: number
  technique: TechniqueClass | null
  play(): Gesture
}

export function shownElites(file: ArchiveFile): ShownElite[] {
  return cellsOf(file).map(({ column, row, quality, technique }) => ({
    ...{ column, row, quality, technique },
    play: () => playedOf(genesOfCell(file, column, row), file.settings),
  }))
}

function cellsOf(file: ArchiveFile): ScratchElite[] {
  const { elites } = file.saved
  return [...bestByCell(file)].map(([cell, at]) => ({
    ...{ column: cell % COLUMNS, row: Math.floor(cell / COLUMNS) },
    quality: Math.min(1, elites.qualities[at]!),
    technique: file.techniques[cell] ?? null,
    parts: PARTS.map((name, part) => ({ name, value: elites.parts[at * PARTS.length + part]! })),
  }))
}

/** @throws StudioError not-found where the cell is empty */
export function genesOfCell(file: ArchiveFile, column: number, row: number): Float32Array {
  const at = bestByCell(file).get(row * COLUMNS + column)
  if (at === undefined || column >= COLUMNS)
    fail("not-found", `Nothing was found for column ${column + 1}, row ${row + 1} of the map`)
  const { genes, niches } = file.saved.elites
  const width = genes.length / niches.length
  return genes.subarray(at * width, (at + 1) * width)
}

function searchCurves(points: readonly CurvePoint[]): ScratchCurve[] {
  return curvesOf(points, "search", false)
}

/** How well all skills are played, day by day. */
const practiceCurve = ({ qualities }: Practice): ScratchCurve => ({
  ...{ name: "by day", of: "practice", isControl: false, values: qualities },
  evaluations: qualities.map((_, day) => day + 1),
})

/** Of a search, or of a control that it is measured against. */
export function curvesOf(
  points: readonly CurvePoint[],
  of: string,
  isControl: boolean,
): ScratchCurve[] {
  const evaluations = points.map((point) => point.evaluations)
  const curve = (name: string, value: (point: CurvePoint) => number): ScratchCurve => ({
    ...{ name, of, isControl, evaluations, values: points.map(value) },
  })
  return [
    curve("coverage", ({ coverage }) => coverage),
    curve("best", ({ best }) => best),
    curve("mean", ({ sum, coverage }) => sum / Math.max(1, Math.round(coverage * NICHES))),
    curve("sum", ({ sum }) => sum),
  ]
}
