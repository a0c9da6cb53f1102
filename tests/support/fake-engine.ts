/**
 * The engine in memory, behind the real rpc: for component tests and for looking at the window without Electron.
 * `const fake = createFakeEngine({ songs: [aSong()] }); fake.plug(studio)`. No sound file is ever read.
 */
import {
  fail,
  serve,
  type FoundRecordings,
  type WantedRecording,
  shell as shellContract,
  studioContract,
  type Handlers,
  type Job,
  type Song,
  type StudioContract,
} from "../../src-main/shared/contract/index.ts"
import {
  OpenProjectId,
  type OpenedProject,
  type projects,
  type TakeId,
  type takes,
} from "../../src-main/shared/contract/index.ts"
import { projectToText } from "../../src-main/shared/project/index.ts"
import { fakeCompute } from "./fake-compute.ts"
import { fakeDuet } from "./fake-duet.ts"
import { fakeGestures } from "./fake-gestures.ts"
import { fakeJam } from "./fake-jam.ts"
import { fakeLoops } from "./fake-loops.ts"
import { fakeScratch } from "./fake-scratch.ts"
import { fakeMaps } from "./fake-maps.ts"
import { fakeShell } from "./fake-shell.ts"
import { fakeTraining } from "./fake-training.ts"
import { type Call, recordCalls } from "./record-calls.ts"
import { portPair } from "./port-pair.ts"
import { anEmptyProject } from "./projects.ts"
import { syntheticChunks, syntheticPeaks, type SyntheticChunks } from "./synthetic-song.ts"
import type { Port } from "../../src-main/shared/contract/index.ts"

export interface FakeOptions {
  songs?: Song[]
  jobs?: Job[]
  preferences?: Record<string, unknown>
  document?: string
  /** Serves an export; else it is written at once. */
  onExport?: Handlers<typeof shellContract>["shell.exportProject"]
  /** What the desktop is asked to open. */
  onOpen?(what: "library" | "licences"): void
  /** What a search for lost recordings answers with. */
  onFind?(wanted: readonly WantedRecording[]): FoundRecordings
  /** What a dialog's import answers with. */
  onImport?(what: string): void
  /** Replaces single procedures, for faults. */
  overrides?: Partial<Handlers<StudioContract>>
  verify?: Awaited<ReturnType<Handlers<StudioContract>["library.verify"]>>
}

interface Lines {
  engineLine: { attach(port: Port): void }
  shellLine: { attach(port: Port): void }
}

export interface FakeEngine {
  songs: Song[]
  jobs: Job[]
  preferences: Record<string, unknown>
  /** Of the one project, as JSON. */
  document: string
  /** Names of the calls that arrived, in order. */
  calls: Call[]
  /** Tells the window that songs changed. */
  changed(): void
  setJobs(jobs: Job[]): void
  plug(lines: Lines): void
  /** Dies as a killed process does. */
  crash(): void
  chunksOf(partId: string): SyntheticChunks
}

export function createFakeEngine(options: FakeOptions = {}): FakeEngine {
  const listeners = { library: new Set<() => void>(), jobs: new Set<() => void>() }
  const chunks = new Map<string, SyntheticChunks>()
  let enginePort: Port | undefined
  const fake: FakeEngine = {
    songs: options.songs ?? [],
    jobs: options.jobs ?? [],
    preferences: options.preferences ?? {},
    document: options.document ?? projectToText(anEmptyProject()),
    calls: [],
    changed: () => listeners.library.forEach((tell) => tell()),
    setJobs(jobs) {
      fake.jobs = jobs
      listeners.jobs.forEach((tell) => tell())
    },
    plug(lines) {
      const handlers = recordCalls(fake.calls, {
        ...engineHandlers(fake, listeners, options),
        ...options.overrides,
      })
      const [ours, theirs] = portPair()
      enginePort = ours
      serve(studioContract, handlers, ours)
      lines.engineLine.attach(theirs)
      const [shellOurs, shellTheirs] = portPair()
      serve(shellContract, fakeShell(fake, options), shellOurs)
      lines.shellLine.attach(shellTheirs)
    },
    crash: () => enginePort?.close(),
    chunksOf(partId) {
      const part = partOf(fake, partId)
      const known = chunks.get(partId) ?? syntheticChunks(part, partId.length + part.chunkCount)
      chunks.set(partId, known)
      return known
    },
  }
  return fake
}

type Listeners = Record<"library" | "jobs", Set<() => void>>

function engineHandlers(
  fake: FakeEngine,
  listeners: Listeners,
  options: FakeOptions,
): Handlers<StudioContract> {
  let revision = 0
  return {
    ...libraryHandlers(fake, options),
    ...projectHandlers(fake),
    ...takeHandlers(),
    ...fakeGestures(),
    ...fakeTraining().handlers,
    ...fakeCompute(),
    ...fakeDuet(),
    ...fakeLoops(),
    ...fakeJam(),
    ...fakeScratch().handlers,
    "library.changes": (_, { signal, progress }) =>
      until(signal, listeners.library, () => progress({ revision: ++revision })),
    "jobs.changes": (_, { signal, progress }) =>
      until(signal, listeners.jobs, () => progress(fake.jobs)),
    "jobs.list": () => fake.jobs,
    "jobs.cancel": ({ jobId }) =>
      fake.setJobs(
        fake.jobs.map((job) => (job.id === jobId ? { ...job, state: "cancelled" } : job)),
      ),
    "jobs.retry": ({ jobId }) =>
      fake.setJobs(
        fake.jobs.map((job) => (job.id === jobId ? { ...job, state: "queued", error: null } : job)),
      ),
    "jobs.dismiss": ({ jobId }) =>
      fake.setJobs(
        fake.jobs.filter((job) =>
          jobId ? job.id !== jobId : job.state === "queued" || job.state === "running",
        ),
      ),
    "audio.read": ({ partId, startFrame, frames }) => {
      const count = Math.max(0, Math.min(frames, partOf(fake, partId).frames - startFrame))
      const samples = Float32Array.from(
        { length: count },
        (_, i) => 0.2 * Math.sin((startFrame + i) / 17),
      )
      return { channels: 1, frames: count, samples }
    },
    "audio.peaks": ({ partId, framesPerPeak, startFrame, peaks }) => {
      const window = { framesPerPeak: Math.round(framesPerPeak), startFrame, peaks }
      return {
        framesPerPeak: window.framesPerPeak,
        startFrame,
        peaks: syntheticPeaks(partOf(fake, partId), fake.chunksOf(partId), window),
      }
    },
    ...fakeMaps(fake),
  }
}

function libraryHandlers(
  fake: FakeEngine,
  options: FakeOptions,
): Pick<
  Handlers<StudioContract>,
  | "library.list"
  | "library.song"
  | "library.update"
  | "library.remove"
  | "library.restore"
  | "library.verify"
  | "library.space"
> {
  const patch = (songId: string, change: Partial<Song>): Song => {
    const song = { ...songOf(fake, songId), ...change }
    fake.songs = fake.songs.map((other) => (other.id === songId ? song : other))
    fake.changed()
    return song
  }
  return {
    "library.list": ({ removed }) =>
      fake.songs.filter((song) => (song.removedAt !== null) === removed),
    "library.song": ({ songId }) => songOf(fake, songId),
    "library.space": () => ({
      ...{ folder: "/home/sea/library", freeBytes: 120e9 },
      parts: [
        { kind: "recordings", bytes: 2.4e9 },
        { kind: "learning", bytes: 80e6 },
        { kind: "cache", bytes: 900e6 },
        { kind: "rest", bytes: 12e6 },
      ],
    }),
    "library.update": ({ songId, ...change }) => patch(songId, defined(change)),
    "library.remove": ({ songId }) => void patch(songId, { removedAt: Date.now() }),
    "library.restore": ({ songId }) => patch(songId, { removedAt: null }),
    "library.verify": () =>
      options.verify ?? {
        songs: fake.songs.length,
        mediaFiles: fake.songs.reduce((sum, song) => sum + song.parts.length, 0),
        bytes: 412_000_000,
        problems: [],
      },
  }
}

/** One empty project; what is done in it is told in `fake.calls`. */
function projectHandlers(fake: FakeEngine): Handlers<typeof projects> {
  const opened = (): OpenedProject => ({
    ...{ id: OpenProjectId.parse("open"), name: "Untitled.slipmat", document: fake.document },
    ...{ isReadOnly: false, isUntitled: true, recovered: null },
  })
  return {
    "projects.resume": opened,
    "projects.create": opened,
    "projects.append": () => {},
    "projects.refresh": () => null,
    "projects.restore": ({ document }) => void (fake.document = document),
    "projects.collect": () => ({ recordings: 1, bytes: 1_000_000, missing: [] }),
    "projects.readScore": () => ({ document: fake.document, warnings: [] }),
    "projects.close": () => {},
  }
}

/** Takes of a fake engine lie nowhere: it counts what comes. */
function takeHandlers(): Handlers<typeof takes> {
  const channels = new Map<TakeId, number>()
  return {
    "takes.begin": ({ take }) => void channels.set(take.id, take.channels),
    "takes.append": ({ takeId, atFrame, samples }) => ({
      frames: atFrame + samples.length / (channels.get(takeId) ?? 1),
    }),
    "takes.finish": () => null,
    "takes.pending": () => [],
    "takes.keepClip": () => {},
    "takes.pendingClips": () => [],
    "takes.forget": () => {},
  }
}

/** A feed: speaks at once and at each change, until it is cancelled. */
function until(signal: AbortSignal, listeners: Set<() => void>, speak: () => void): Promise<void> {
  listeners.add(speak)
  speak()
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      listeners.delete(speak)
      resolve()
    })
  })
}

const defined = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

function songOf(fake: FakeEngine, songId: string): Song {
  return fake.songs.find((song) => song.id === songId) ?? fail("not-found", `No song ${songId}`)
}

export function partOf(fake: FakeEngine, partId: string): Song["parts"][number] {
  const parts = fake.songs.flatMap((song) => song.parts)
  return parts.find((part) => part.id === partId) ?? fail("not-found", `No part ${partId}`)
}
