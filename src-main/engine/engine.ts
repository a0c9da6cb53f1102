/** The composition root: every domain is made here, from the platform up. */
import { join } from "node:path"
import { RECORDED_BATCH } from "#shared/contract/jobs.ts"
import type { EngineContract, Handlers } from "#shared/contract/index.ts"
import type { ControllerProfile } from "#shared/gesture/index.ts"
import type { Project } from "#shared/project/index.ts"
import {
  chunkHandlers,
  createChunkStore,
  createLiveLayouts,
  createMapJob,
  createMapStore,
  mapHandlers,
  openMap,
} from "./chunks/index.ts"
import {
  createDatasetJob,
  createDatasetStore,
  DATASET_KIND,
  datasetHandlers,
  type DatasetStore,
} from "./datasets/index.ts"
import { createDuet } from "./duet/index.ts"
import {
  createGestureService,
  createKeptTakes,
  createTakeSounds,
  createOwnControllers,
  type KeptTakes,
} from "./gestures/index.ts"
import {
  createImportJob,
  createPartCache,
  IMPORT_KIND,
  importFolder,
  importHandlers,
} from "./imports/index.ts"
import { createJobStore, jobHandlers, Scheduler } from "./jobs/index.ts"
import {
  createLibraryEvents,
  createMediaStore,
  createSongStore,
  explain,
  explaining,
  libraryHandlers,
  makeSpareFolder,
  openForReading,
  openForWork,
  purgeRemovedSongs,
  type Database,
} from "./library/index.ts"
import { createLoopService } from "./loops/index.ts"
import { createMidiFeed, type MidiFeed } from "./midi/index.ts"
import type { Platform } from "./platform/index.ts"
import {
  createProjectService,
  missingMedia,
  renderProject,
  type RenderReport,
  type RenderRequest,
} from "./projects/index.ts"
import { createTakeService } from "./recordings/index.ts"
import { createScratch } from "./scratch/index.ts"
import type { Tasks } from "./tasks.ts"
import { createModelStore, createTraining, type ModelStore } from "./training/index.ts"

export interface Engine {
  handlers: Handlers<EngineContract>
  /** What MIDI devices send; silent until a line to the MIDI process is attached. */
  midi: MidiFeed
  close(): Promise<void>
}

/** So long what was removed can come back. */
const KEPT_MS = 30 * 86_400_000
/** Jobs at once; the tasks inside them share the executor's threads. */
const JOB_SLOTS = 2

/**
 * Opens the library (making it if need be) and starts to work on its jobs. One that may not be written is opened to be
 * seen and heard: what would change it is refused. Throws read-only, unreadable, conflict, disk-full.
 */
export async function createEngine(platform: Platform<Tasks>): Promise<Engine> {
  const { clock, libraryDirectory } = platform
  const closers: Closer[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer()
  }
  try {
    const { engine, midi, jobStore, keptTakes, songs, media, datasets, isReadOnly } = assemble(
      platform,
      closers,
    )
    if (!isReadOnly) {
      await media.sweep(clock.now())
      // An import that is under way, here or in another process, has files that no row names yet.
      if (!jobStore.hasUnfinished(IMPORT_KIND)) {
        media.removeUnknown(new Set(songs.media().map(({ hash }) => hash)))
      }
      purgeRemovedSongs({ songs, media, clock })
      keptTakes.purge(clock.now() - KEPT_MS)
      if (!jobStore.hasUnfinished(DATASET_KIND)) datasets.purgeUnfinished()
    }
    return { handlers: explaining(engine, libraryDirectory), midi, close }
  } catch (error) {
    await close() // or the process, which has nothing to do, would never end
    throw explain(error, libraryDirectory)
  }
}

type Closer = () => void | Promise<void>

/** Makes every domain; what has to be closed again is added to `closers`, which are called from the last to the first. */
function assemble(platform: Platform<Tasks>, closers: Closer[]) {
  const { clock, log, executor, newId, libraryDirectory } = platform
  const { database, isReadOnly, close } = openForWork(libraryDirectory)
  closers.push(close)
  const spare = isReadOnly ? makeSpareFolder() : undefined
  if (spare) closers.push(spare.remove)
  const media = createMediaStore(libraryDirectory, spare?.folder)
  const { songs, chunks, maps, jobStore, keptTakes, datasets } = storesIn(database)
  const events = createLibraryEvents()
  const parts = createPartCache({ media, executor })
  closers.push(
    () => parts.close(),
    () => executor.close(),
  )
  const core = {
    ...{ database, songs, media, chunks, maps, events, live: createLiveLayouts() },
    ...{ clock, newId, executor, jobStore },
  }

  const decoded = decodedBy(parts, spare?.folder ?? join(libraryDirectory, "cache"))
  const learners = createLearners({
    ...{ ...core, ...decoded, datasets, libraryDirectory, isReadOnly, takes: keptTakes },
  })
  const scheduler = new Scheduler({
    ...{ store: jobStore, clock, log, newId, slots: isReadOnly ? 0 : JOB_SLOTS },
    definitions: [
      createImportJob({ ...core, openMap: (settings) => void openMap(withJobs, settings) }),
      createMapJob(core),
      createDatasetJob({ ...core, datasets, changed: events.changed }),
      ...learners.jobs,
    ],
    dataVersion: () => Number(database.pragma("data_version", { simple: true })),
    onForeignChange: () => [events, learners].forEach((each) => each.changed()),
    explain: (error) => explain(error, libraryDirectory),
  })
  const withJobs = { ...core, scheduler }

  const projects = createProjectService({
    ...{ database, isReadOnly, media, clock, newId, executor, libraryDirectory },
    decodedPath: (mediaHash, name) => parts.decodedPath({ mediaHash, name }),
    keepRecordings: (folder) => importFolder(scheduler, folder, log),
    log,
  })
  closers.push(
    () => projects.close(),
    () => scheduler.close(),
  )

  const takes = createTakeService({ ...core, libraryDirectory, analyse: lookingInto(scheduler) })
  const [midi, controllers] = [createMidiFeed(), createOwnControllers(libraryDirectory)]
  const sounds = createTakeSounds({ ...withJobs, ...decoded })
  const gestures = createGestureService({ ...core, takes: keptTakes, controllers, midi, sounds })
  closers.push(takes.close, gestures.close)

  const engine: Handlers<EngineContract> = {
    ...libraryHandlers({ ...core, libraryDirectory }),
    ...jobHandlers(scheduler),
    ...importHandlers(scheduler),
    ...mapHandlers(withJobs),
    ...projects.handlers,
    ...takes.handlers,
    ...gestures.handlers,
    ...chunkHandlers({ ...withJobs, ...parts, ...decoded }),
    ...datasetHandlers({ ...withJobs, datasets }),
    ...learners.handlers(scheduler),
    ...musicianHandlers({ database, models: learners.models }, closers),
  }
  return { engine, midi, jobStore, keptTakes, songs, media, datasets, isReadOnly }
}

/** What songs are read with, and where and how what is made here becomes one. */
const decodedBy = (
  { decodedPath }: ReturnType<typeof createPartCache>,
  cacheDirectory: string,
) => ({ cacheDirectory, importKind: IMPORT_KIND, decodedPath })

/** What learns, music and scratching, in jobs of its own. */
function createLearners(
  options: Parameters<typeof createTraining>[0] & Parameters<typeof createScratch>[0],
) {
  const [training, scratch] = [createTraining(options), createScratch(options)]
  return {
    models: training.models,
    jobs: [...training.jobs, ...scratch.jobs],
    changed: () => [training, scratch].forEach((each) => each.changed()),
    handlers: (scheduler: Scheduler) => ({
      ...training.handlers(scheduler),
      ...scratch.handlers(scheduler),
    }),
  }
}

/** What plays along with a person. */
function musicianHandlers(options: Parameters<typeof createDuet>[0], closers: Closer[]) {
  const [duet, loops] = [createDuet(options), createLoopService()]
  closers.push(duet.close, loops.close)
  return { ...duet.handlers, ...loops.handlers }
}

const storesIn = (database: Database) => ({
  songs: createSongStore(database),
  chunks: createChunkStore(database),
  maps: createMapStore(database),
  jobStore: createJobStore(database),
  keptTakes: createKeptTakes(database),
  datasets: createDatasetStore(database),
})

/** What was recorded here is cut into chunks like any other song; nobody asked for it. */
const lookingInto =
  (scheduler: Scheduler) =>
  (path: string, title: string): void =>
    void scheduler.add({
      ...{ kind: IMPORT_KIND, title, batch: RECORDED_BATCH },
      input: { paths: [path], kind: "song" },
    })

export interface OpenedLibrary {
  handlers: Pick<Handlers<EngineContract>, "library.list" | "library.verify">
  /** The takes of hands in it. @throws where an older Slipmat made the library, which has none */
  takes(): KeptTakes
  /** Music to learn from. @throws where an older Slipmat made the library, which has none */
  datasets(): DatasetStore
  /** Those that came with the studio, and those that were learnt here, which go first. */
  controllers(): ControllerProfile[]
  /** What was learnt here, and what came with the studio. */
  models(): ModelStore
  close(): void
}

/** Opens a library to look at it: runs none of its jobs, tidies nothing up. Throws not-found, unreadable, conflict. */
export function openLibrary({ clock, libraryDirectory }: Platform<Tasks>): OpenedLibrary {
  const { database, close } = openForReading(libraryDirectory)
  const songs = createSongStore(database)
  const media = createMediaStore(libraryDirectory)
  const handlers = libraryHandlers({
    ...{ database, songs, media, events: createLibraryEvents(), clock, libraryDirectory },
  })
  const controllers = (): ControllerProfile[] =>
    createOwnControllers(libraryDirectory)
      .known()
      .all.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn))
      .map(({ profile }) => profile)
  return {
    ...{ handlers, controllers, close },
    takes: () => createKeptTakes(database),
    datasets: () => createDatasetStore(database),
    models: () => createModelStore(database, join(libraryDirectory, "models")),
  }
}

export interface ProjectRenderer {
  /** Names of the project's recordings that the library does not have. */
  missing(project: Project): string[]
  render(
    project: Project,
    request: RenderRequest,
    call: { signal: AbortSignal; progress(update: { fraction: number }): void },
  ): Promise<RenderReport>
  close(): Promise<void>
}

/** What renders a project's file without opening the library that its recordings lie in, which need not even be there. */
export function createProjectRenderer({
  executor,
  libraryDirectory,
}: Platform<Tasks>): ProjectRenderer {
  const media = createMediaStore(libraryDirectory)
  const parts = createPartCache({ media, executor })
  return {
    missing: (project) => missingMedia(project, media),
    render: (project, request, call) =>
      renderProject(project, request, call, {
        ...{ executor, media },
        decodedPath: (mediaHash, name) => parts.decodedPath({ mediaHash, name }),
      }),
    async close() {
      await executor.close()
      parts.close()
    },
  }
}
