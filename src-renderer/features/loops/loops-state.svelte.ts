/** What the Loops view shows: a model, a pad of loops between corners, a path over it. One a window: the pad stays while others are looked at. */
import { getContext, setContext } from "svelte"
import type {
  HeardPiece,
  LoopAttribute,
  LoopCell,
  LoopModel,
  LoopModelId,
  LoopPoint,
} from "#shared/contract/index.ts"
import { toStudioError } from "#shared/contract/index.ts"
import type { PiecePlayer } from "../../audio/index.ts"
import { History, type Studio } from "../../session/index.ts"
import { gridOf, type Size } from "./model/palette.ts"
import { bpmAt, loopKeyAt, nearestLine, playingTrack, programFor } from "./model/song-now.ts"
import { OwnMap } from "./own/own-map.svelte.ts"

/** Loops on their way to the timeline. */
export interface PlacedLoops {
  readonly piece: HeardPiece
  readonly beats: number
  readonly startTicks: number
  readonly name: string
  readonly model: string
  readonly version: string
  readonly seed: number
  readonly settings: Record<string, unknown>
  /** Null where they get a track of their own. */
  readonly trackId: string | null
}
export type Place = (placed: PlacedLoops) => unknown

export interface Corner {
  readonly name: string
  /** A person's notes, or a model's. */
  readonly isOwn: boolean
  readonly point: LoopPoint
}

export interface PathStep {
  readonly cell: LoopCell
  /** Of the pad; null for what lies beside it. */
  readonly at: number | null
}

interface Surroundings {
  readonly player: PiecePlayer
  /** Where the song stands, ticks. */
  readonly playhead: () => number
  readonly place: Place
}

export class LoopsState {
  readonly studio: Studio
  readonly own: OwnMap
  /** What was done to this pad. */
  readonly history = new History()
  /** Null until they are known. */
  models = $state.raw<readonly LoopModel[] | null>(null)
  /** Why the last thing could not be done. */
  problem = $state<string | null>(null)
  size = $state<Size>("2x2")
  corners = $state.raw<readonly Corner[]>([])
  /** Row by row; none while the pad is filled for the first time. */
  cells = $state.raw<readonly LoopCell[]>([])
  /** The cell that is chosen. */
  at = $state(0)
  /** Up to two cells between which a way is wanted. */
  marked = $state.raw<readonly number[]>([])
  path = $state.raw<readonly PathStep[]>([])
  isDrawing = $state(false)
  isInKey = $state(true)
  /** What the sliders say, in standard deviations. */
  changes = $state.raw<Partial<Record<LoopAttribute, number>>>({})
  /** The chosen cell as the sliders make it. */
  adjusted = $state.raw<LoopCell | null>(null)
  isBusy = $state(false)
  /** Whose pad this is. */
  projectId: string | null = null
  /** Cells of a path that is drawn again once they are there. */
  pathToRecall: readonly number[] = []
  seed = 1
  /** The step that is under way: the next one waits for it. */
  busy: Promise<unknown> = Promise.resolve()
  /** Counts what was asked of the pad: an answer to an earlier question is not shown. */
  asked = 0
  #modelId = $state<LoopModelId | null>(null)
  #around = $state.raw<Surroundings | null>(null)

  grid = $derived.by(() => gridOf(this.size))
  model = $derived.by(
    () => this.models?.find(({ id }) => id === this.#modelId) ?? this.models?.[0] ?? null,
  )
  shown = $derived.by((): LoopCell | null => this.adjusted ?? this.cells[this.at] ?? null)

  constructor(studio: Studio) {
    this.studio = studio
    this.own = new OwnMap(this)
  }

  get player(): PiecePlayer {
    return this.#around!.player
  }

  get place(): Place {
    return this.#around!.place
  }

  /** What sounds of this view: `cell-12`, `path`, `own-3`; null where nothing does. */
  get playingId(): string | null {
    return this.#around?.player.playingId ?? null
  }

  /** Call where the view is shown. */
  stand(around: Surroundings): void {
    this.#around = around
  }

  choose(id: LoopModelId): void {
    if (id === this.model?.id) return
    this.#modelId = id
    this.clear()
  }

  /** Of a pad that was kept. */
  take({ modelId, size }: { modelId: LoopModelId; size: Size }): void {
    this.#modelId = modelId
    this.resize(size)
  }

  resize(size: Size): void {
    this.size = size
    this.cells = []
    this.at = 0
    this.forgetPath()
    this.forgetChanges()
  }

  clear(): void {
    this.corners = []
    this.resize(this.size)
    this.problem = null
  }

  forgetPath(): void {
    this.path = []
    this.marked = []
  }

  forgetChanges(): void {
    this.changes = {}
    this.adjusted = null
  }

  /** Runs one question after another kind of trouble is told in words. @returns undefined where it failed */
  async attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    this.isBusy = true
    try {
      const answer = await ask()
      this.problem = null
      return answer
    } catch (error) {
      this.problem = toStudioError(error).message
      return undefined
    } finally {
      this.isBusy = false
    }
  }

  /** Of the song at the playhead. */
  sounding(): { bpm: number; program: number; key: number | null; trackId: string | null } {
    const { project: session, selection } = this.studio
    const kind = this.model?.kind ?? "melody"
    if (!session.isOpen) return { bpm: 120, program: programless(kind), key: null, trackId: null }
    const { project } = session
    const tick = this.#around?.playhead() ?? 0
    const selected = { trackId: selection.of("track").at(-1), clipId: selection.of("clip").at(-1) }
    const trackId = playingTrack(project, selected, kind)
    return {
      bpm: bpmAt(project, tick),
      program: programFor(project, trackId, kind),
      key: this.isInKey ? loopKeyAt(project, tick) : null,
      trackId,
    }
  }

  /** Where loops go to: the bar line at the playhead. */
  lineTicks(): number {
    const { project: session } = this.studio
    return session.isOpen ? nearestLine(session.project, this.#around?.playhead() ?? 0) : 0
  }
}

const programless = (kind: LoopModel["kind"]): number => (kind === "drums" ? 128 : 0)

const KEY = Symbol("loops")
const kept = new WeakMap<Studio, LoopsState>()

/** The window's one, as it was left. */
export function provideLoops(studio: Studio): LoopsState {
  return setContext(KEY, kept.get(studio) ?? keep(studio))
}

function keep(studio: Studio): LoopsState {
  // What is derived in a component goes with it: this stays.
  $effect.root(() => void kept.set(studio, new LoopsState(studio)))
  return kept.get(studio)!
}
export const useLoops = (): LoopsState => getContext<LoopsState>(KEY)
