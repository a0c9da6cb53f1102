/** The scratch lab in memory, for component tests: archives that grow when they are told to, gestures read by rules, which are pure. */
import {
  DiscoverySettings,
  fail,
  type Handlers,
  type JobId,
  type ScratchArchive,
  type ScratchArchiveView,
  type ScratchReading,
  type ScratchRig,
  type SongId,
  type scratchDiscovery,
  type scratchReading,
  type scratchSound,
  type Technique,
} from "../../src-main/shared/contract/index.ts"
import { gestureOfNumbers, numbersOfGesture } from "../../src-main/shared/gesture/index.ts"
import { drawnTechnique, readScratch } from "../../src-main/shared/scratch/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"

const NAMES: readonly (Technique | null)[] = [
  ...[null, "baby", null, "chirp", "flare1", "stab", null, "transformer", "scribble", "tear"],
] as const
const DRAWN = ["baby", "chirp", "flare1", "stab", "transformer", "tear", "crab"] as const

export const aReading = (technique: Technique | null): ScratchReading => ({
  ...{ startSeconds: 0, endSeconds: 1.2, technique, confidence: technique ? 0.94 : 0.2 },
  ...{ strokes: 4, segments: [] },
  alternatives: [
    { technique: "chirp", confidence: 0.04 },
    { technique: "flare2", confidence: 0.02 },
  ],
})

export const anArchive = (more: Partial<ScratchArchive> = {}): ScratchArchive => ({
  ...{ id: "shipped" as ScratchArchive["id"], name: "Shipped archive", isShipped: true },
  ...{ settings: DiscoverySettings.parse({}), createdAt: 0, evaluations: 1_000_000, jobId: null },
  ...more,
})

/** @param filled of the cells, 0 to 1 */
export function anArchiveView(
  archive: ScratchArchive,
  filled: number,
  more: Partial<ScratchArchiveView> = {},
): ScratchArchiveView {
  const [columns, rows] = [28, 14]
  const random = seededRandom(7)
  const cells = Array.from({ length: columns * rows }, (_, i) => ({
    ...{ column: i % columns, row: Math.floor(i / columns) },
    away: random(),
  }))
    .map(({ column, row, away }) => {
      const middle = Math.hypot(column / columns - 0.42, row / rows - 0.4)
      const quality = Math.max(0.02, Math.min(1, 0.96 - middle * 1.1 + (away - 0.5) * 0.2))
      const technique = NAMES[(column * 3 + row * 5) % NAMES.length] ?? null
      const parts = [
        { name: "rhythm", value: quality * 0.9 },
        { name: "expression", value: quality * 0.6 },
        { name: "variety", value: 0.4 },
        { name: "effort", value: -0.2 },
      ]
      return { cell: { column, row, quality, technique, parts }, away: away * 0.7 + middle * 0.6 }
    })
    .sort((one, other) => one.away - other.away)
    .slice(0, Math.round(columns * rows * filled))
    .map(({ cell }) => cell)
  return {
    archive,
    axes: [
      { name: "sounds a beat", size: columns, from: 0, to: 8 },
      { name: "share of time the fader is open", size: rows, from: 0, to: 1 },
    ],
    cells,
    kinds: 3 * cells.length,
    curves: curves(archive.evaluations),
    ...{ days: filled === 0 ? 0 : 30 },
    card: [
      { name: "techniques of 10", value: "7" },
      { name: "by random search", value: "2" },
      { name: "without novelty", value: "3" },
      { name: "random policy", value: "0" },
      { name: "coverage", value: "62 %" },
    ],
    ...more,
  }
}

function curves(evaluations: number): ScratchArchiveView["curves"] {
  const at = Array.from({ length: 24 }, (_, i) => Math.round((evaluations * (i + 1)) / 24))
  const rising = (most: number, pace: number): number[] =>
    at.map((_, i) => most * (1 - Math.exp((-pace * (i + 1)) / 24)))
  const search = [4.1, 4.6, 5, 5.3, 5.9].flatMap((pace, seed) => [
    ...[curve("coverage", "search", false, rising(0.6 + seed * 0.012, pace))],
    ...[curve("QD score", "search", false, rising(160 + seed * 5, pace - 1))],
    ...[curve("best", "search", false, rising(0.94 + seed * 0.005, pace + 2))],
  ])
  function curve(name: string, of: string, isControl: boolean, values: number[]) {
    return { name, of, isControl, evaluations: at, values }
  }
  return [
    ...search,
    curve("coverage", "random search", true, rising(0.31, 3)),
    curve("coverage", "no novelty", true, rising(0.19, 7)),
    curve("QD score", "random search", true, rising(60, 3)),
    curve("best", "random search", true, rising(0.66, 4)),
  ]
}

type Scratch = typeof scratchReading & typeof scratchDiscovery & typeof scratchSound

export interface FakeScratch {
  handlers: Handlers<Scratch>
  archives: ScratchArchive[]
  rigs: ScratchRig[]
  /** What the window is told of an archive. */
  show(view: ScratchArchiveView): void
  tell(): void
  asked: DiscoverySettings[]
}

export function fakeScratch(
  archives: ScratchArchive[] = [],
  views: ScratchArchiveView[] = [],
  rigs: ScratchRig[] = [],
): FakeScratch {
  const listeners = new Set<() => void>()
  const shown = new Map(views.map((view) => [view.archive.id, view]))
  const until = (signal: AbortSignal, speak: () => void): Promise<void> => {
    listeners.add(speak)
    speak()
    return new Promise((resolve) =>
      signal.addEventListener("abort", () => {
        listeners.delete(speak)
        resolve()
      }),
    )
  }
  const found = (i: number, technique: Technique | null) => ({
    numbers: numbersOfGesture(
      drawnTechnique(DRAWN[i % DRAWN.length]!, { seconds: 1.26, extentSeconds: 0.28 }),
    ),
    ...{ bpm: 95, reading: aReading(technique) },
  })
  const fake: FakeScratch = {
    ...{ archives, rigs, asked: [] },
    tell: () => listeners.forEach((speak) => speak()),
    show(view) {
      shown.set(view.archive.id, view)
      fake.tell()
    },
    handlers: {
      "scratch.read": ({ numbers, openEnd }) => readScratch(gestureOfNumbers(numbers), { openEnd }),
      "scratch.discover": (settings) => {
        fake.asked.push(settings)
        const id = `found-${fake.archives.length}` as ScratchArchive["id"]
        const jobId = "discovery" as JobId
        const archive = anArchive({ id, settings, jobId, name: settings.name, isShipped: false })
        fake.archives = [...fake.archives, { ...archive, evaluations: 0 }]
        fake.show(anArchiveView({ ...archive, evaluations: 0 }, 0, { curves: [], card: [] }))
        return { archiveId: id, jobId }
      },
      "scratch.archives": (_, { signal, progress }) => until(signal, () => progress(fake.archives)),
      "scratch.archive": ({ archiveId }, { signal, progress }) =>
        until(signal, () => {
          const view = shown.get(archiveId)
          if (view) progress(view)
        }),
      "scratch.elite": ({ archiveId, column, row }) => {
        const cell = shown
          .get(archiveId)
          ?.cells.find((one) => one.column === column && one.row === row)
        if (!cell) return fail("not-found", "Nothing was found there")
        return found(column + row, cell.technique)
      },
      "scratch.day": ({ day }) => found(day, day > 10 ? "chirp" : null),
      "scratch.removeArchive": ({ archiveId }) => {
        fake.archives = fake.archives.filter(({ id }) => id !== archiveId)
        fake.tell()
        return {}
      },
      "scratch.rigs": (_, { signal, progress }) => until(signal, () => progress(fake.rigs)),
      "scratch.fitRig": () => fail("invalid-input", "No sound here"),
      "scratch.removeRig": () => ({}),
      "scratch.sound": () => fail("not-found", "No sound here"),
      "scratch.sample": () => ({ songId: "sample" as SongId }),
    },
  }
  return fake
}
