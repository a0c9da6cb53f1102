/**
 * What every view shares, given by context: `const studio = useStudio()`. The App makes it once, tests make their own
 * over a fake engine (tests/support/fake-engine.ts).
 *
 * Sound is beside it, in `src-renderer/audio/index.ts`: `provideTransport(studio)` is called once by App.svelte, views
 * call `useTransport()`: { isPlaying, positionSeconds(), durationSeconds, sampleRateHz, toggle(), stop(), seek(seconds) }.
 */
import { getContext, setContext } from "svelte"
import {
  shell as shellContract,
  studioContract,
  type Client,
  type DatasetId,
  type Job,
  type OpenedProject,
  type StudioContract,
} from "#shared/contract/index.ts"
import {
  Connection,
  ControllersResource,
  JobsResource,
  LibraryResource,
  MidiDevices,
  PeaksResource,
  TrainingResource,
} from "../engine/index.ts"
import { MidiControls } from "../control/index.ts"
import { Commands } from "./commands.svelte.ts"
import { History } from "./history.svelte.ts"
import { Motion } from "./motion.svelte.ts"
import { Navigation } from "./navigation.svelte.ts"
import { ProjectSession } from "./project-session.svelte.ts"
import { Preferences } from "./preferences.svelte.ts"
import { InterfaceScale } from "./scale.svelte.ts"
import { Selection } from "./selection.svelte.ts"
import { ShownSteps } from "./shown-steps.svelte.ts"
import { Spoken } from "./spoken.svelte.ts"
import { Theme } from "./theme.svelte.ts"
import { Toasts } from "./toasts.svelte.ts"
import { Work } from "./work.svelte.ts"

export type ShellContract = typeof shellContract

/** Imports files that were dropped on the window; the paths stay with the preload bridge. */
export type ImportDropped = (files: File[]) => Promise<{ jobIds: Job["id"][] }>

/** Takes dropped files and folders in as music to learn from. */
export type LearnFromDropped = (
  files: File[],
) => Promise<{ jobId: Job["id"]; datasetId: DatasetId }>

/** Opens the file of a project that was dropped on the window. */
export type OpenDropped = (file: File) => Promise<OpenedProject>

export type Platform = "darwin" | "win32" | "linux"

export interface Studio {
  /** Call the engine: `await studio.engine["chunks.read"]({ partId })`. Survives restarts of the engine. */
  readonly engine: Client<StudioContract>
  /** The line itself: `engineLine.state`, and `engineLine.follow("maps.watch", { mapId }, onEvent)` for feeds. */
  readonly engineLine: Connection<StudioContract>
  readonly shell: Client<ShellContract>
  readonly shellLine: Connection<ShellContract>
  readonly importDropped: ImportDropped
  readonly learnFromDropped: LearnFromDropped
  readonly openDropped: OpenDropped
  readonly selection: Selection
  readonly commands: Commands
  readonly toasts: Toasts
  /** For readers: `spoken.say("2 notes removed")`. */
  readonly spoken: Spoken
  /** Exports under way, and what else was asked for in this window and takes a while. */
  readonly work: Work
  /** Undo and redo of chunk edits: `history.record({ label, undo, redo })` after each. */
  readonly history: History
  /** What undo and redo go through now: `steps.keepTo(own)` while a view with steps of its own is shown. */
  readonly steps: ShownSteps
  /** The document that is open: `project.run("track.rename", { … })`. */
  readonly project: ProjectSession
  readonly library: LibraryResource
  readonly jobs: JobsResource
  /** Small waveforms of whole parts, for lists. */
  readonly peaks: PeaksResource
  /** Models that learn music, what they learn from, and how far they are. */
  readonly training: TrainingResource
  /** Keyboards and controllers. */
  readonly midi: MidiDevices
  /** Which of them are turntables with known messages. */
  readonly controllers: ControllersResource
  /** What their knobs and pads move: `controls.learn(target)`. */
  readonly controls: MidiControls
  readonly navigation: Navigation
  readonly preferences: Preferences
  readonly scale: InterfaceScale
  readonly theme: Theme
  readonly motion: Motion
  readonly platform: Platform
}

export interface StudioOptions {
  importDropped?: ImportDropped
  learnFromDropped?: LearnFromDropped
  openDropped?: OpenDropped
  platform?: Platform
}

/** Not yet connected: attach ports to `engineLine` and `shellLine`. */
export function createStudio(options: StudioOptions = {}): Studio {
  const engineLine = new Connection(studioContract)
  const shellLine = new Connection(shellContract)
  const preferences = new Preferences(shellLine.client)
  const navigation = new Navigation(preferences)
  const toasts: Toasts = new Toasts(() => (navigation.isOnProject ? project.id : null))
  const project = new ProjectSession({
    engine: engineLine.client,
    onProblem: (error, what) => toasts.error(error, what),
  })
  const commands = new Commands()
  const history = new History()
  return {
    engine: engineLine.client,
    engineLine,
    shell: shellLine.client,
    shellLine,
    importDropped: options.importDropped ?? (() => Promise.resolve({ jobIds: [] })),
    learnFromDropped: options.learnFromDropped ?? nothingDropped,
    openDropped: options.openDropped ?? nothingDropped,
    selection: new Selection(),
    commands,
    toasts,
    spoken: new Spoken(),
    work: new Work(),
    history,
    steps: new ShownSteps({ navigation, project, history }),
    project,
    library: new LibraryResource(engineLine),
    jobs: new JobsResource(engineLine),
    peaks: new PeaksResource(engineLine.client),
    training: new TrainingResource(engineLine),
    midi: new MidiDevices(),
    controllers: new ControllersResource(engineLine),
    controls: new MidiControls({ project, commands, onLearned: (text) => void toasts.show(text) }),
    navigation,
    preferences,
    scale: new InterfaceScale(preferences, shellLine.client),
    theme: new Theme(preferences),
    motion: new Motion(preferences),
    platform: options.platform ?? platformOf(navigator.userAgent),
  }
}

const nothingDropped = (): Promise<never> =>
  Promise.reject(new Error("Nothing can be dropped here"))

const platformOf = (userAgent: string): Platform =>
  userAgent.includes("Macintosh") ? "darwin" : userAgent.includes("Windows") ? "win32" : "linux"

const KEY = Symbol("studio")

export const provideStudio = (studio: Studio): Studio => setContext(KEY, studio)

/** @throws outside a component below `provideStudio`. */
export function useStudio(): Studio {
  const studio = getContext<Studio | undefined>(KEY)
  if (!studio) throw new Error("No studio above this component: call provideStudio first")
  return studio
}
