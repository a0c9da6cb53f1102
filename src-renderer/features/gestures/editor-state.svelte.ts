/** What the editor shows of a gesture, what is selected in it and what is being tried: one an editor, given by context. */
import { getContext, setContext, untrack } from "svelte"
import {
  cutsOf,
  StrokeReader,
  type BeatGrid,
  type Gesture,
  type PositionPoint,
  type Range,
} from "#shared/gesture/index.ts"
import { followPalette, readPalette, type Palette } from "../../graphics/index.ts"
import type { Studio } from "../../session/index.ts"
import type { Picture, RecordPicture } from "./drawing/picture.ts"
import { curveBetween, curveOf, SECONDS_PER_TURN, type Extremes } from "./model/curve.ts"
import { lanesOf } from "./model/lanes.ts"
import { gridOf, snapped, type Beats } from "./model/snap.ts"
import { thingsOf, type Thing } from "./model/things.ts"
import { framed, inside, shownRange, zoomed, type TimeView } from "./model/view.ts"
import { DEFAULT_SETTINGS, EDITOR_SETTINGS, type EditorSettings } from "./settings.ts"

export const TOOLS = ["select", "draw", "split", "cut"] as const
export type Tool = (typeof TOOLS)[number]

export interface EditorProps {
  gesture: Gesture
  /** Of what lies on the record; null where nothing does. */
  record: RecordPicture | null
  beats: Beats | null
  /** A change is done: one a drag, with its name for undo. */
  onedit(gesture: Gesture, label: string): void
  /** To be heard, where the host can: a part, and when in the gesture it begins. */
  onplay?: ((part: Gesture, startSeconds: number) => void) | undefined
  /** When in the gesture is heard now; null where none of it is. Asked at every frame. */
  playhead?: (() => number | null) | undefined
}

/** What is selected: a stroke, a cut, or any stretch of time. */
export interface Selected extends Range {
  readonly kind: Thing["kind"] | "range"
}

/** Seconds of record that the position's lane shows at least. */
const LEAST_REACH_SECONDS = 0.06
const START: TimeView = { startSeconds: 0, pxPerSecond: 100 }

export class EditorState {
  readonly studio: Studio
  readonly #props: () => EditorProps
  readonly #reader = new StrokeReader()
  #heardSeconds: number | null = null
  tool = $state<Tool>("select")
  view = $state.raw<TimeView>(START)
  widthPx = $state(0)
  heightPx = $state(0)
  selected = $state.raw<Selected | null>(null)
  /** Where the last click was: what is pasted comes here. */
  cursorSeconds = $state(0)
  /** What is being tried, shown instead of the gesture. */
  preview = $state.raw<Gesture | null>(null)
  ink = $state.raw<readonly PositionPoint[]>([])
  palette = $state.raw<Palette>(readPalette())

  gesture = $derived.by(() => this.#props().gesture)
  beats = $derived.by(() => this.#props().beats)
  record = $derived.by(() => this.#props().record)
  shown = $derived(this.preview ?? this.gesture)
  /** Of the gesture itself, whatever is being tried. */
  whole = $derived(curveOf(this.gesture.points))
  curve = $derived.by(() => {
    if (!this.preview) return this.whole
    const { startSeconds, endSeconds } = shownRange(this.view, this.widthPx)
    return curveBetween(this.preview.points, startSeconds, endSeconds)
  })
  strokes = $derived.by(() => this.#reader.read(this.gesture))
  cuts = $derived(cutsOf(this.shown))
  wholeCuts = $derived(cutsOf(this.gesture))
  things = $derived(thingsOf(this.strokes, this.wholeCuts))
  lanes = $derived(lanesOf(this.heightPx))
  settings = $derived.by(() =>
    this.studio.preferences.read("gestures.editor", EDITOR_SETTINGS, DEFAULT_SETTINGS),
  )
  grid = $derived.by((): BeatGrid | undefined => gridOf(this.beats, this.settings.grid))
  /** The curve's middle and reach in view: as it was before what is being tried, so that nothing jumps under the hand. */
  #heights = $derived.by(() => {
    const curve = this.whole
    const { startSeconds, endSeconds } = shownRange(this.view, this.widthPx)
    const from = Math.max(0, curve.indexAt(startSeconds) - 1)
    const to = Math.min(curve.length, curve.indexAt(endSeconds) + 1)
    const { low, high } = curve.extremes(from, to, extremes)
    const least = LEAST_REACH_SECONDS / SECONDS_PER_TURN
    if (low > high) return { middleTurns: curve.turnsAt(startSeconds), reachTurns: least }
    return {
      middleTurns: (low + high) / 2,
      reachTurns: Math.max(least, ((high - low) / 2) * 1.15),
    }
  })

  constructor(studio: Studio, props: () => EditorProps) {
    this.studio = studio
    this.#props = props
  }

  /** Call in a component. */
  follow(): void {
    $effect(() => followPalette((palette) => (this.palette = palette)))
    let isFramed = false
    $effect(() => {
      if (isFramed || this.widthPx === 0) return
      isFramed = true
      untrack(() => this.frame({ startSeconds: 0, endSeconds: Math.min(12, this.endSeconds) }))
    })
    const forget = (..._because: unknown[]): void => untrack(() => void (this.preview = null))
    // What was tried is over once the gesture is another.
    $effect(() => forget(this.gesture))
  }

  get endSeconds(): number {
    return Math.max(0.5, this.gesture.durationSeconds)
  }

  get picture(): Picture {
    const { shown: gesture, curve, strokes, cuts, view, widthPx, heightPx, lanes } = this
    return {
      ...{ gesture, curve, strokes, cuts, view, widthPx, heightPx, lanes, ...this.#heights },
      ...{ selection: this.selected, grid: this.grid, beats: this.beats, record: this.record },
      ...{ palette: this.palette, ink: this.ink },
      turn0Seconds: this.record?.turn0Seconds ?? this.#earliestSeconds,
    }
  }

  /** Where nothing says otherwise, turn 0 lies as early on the record as it can. */
  get #earliestSeconds(): number {
    const { low } = this.whole.extremes(0, this.whole.length, extremes)
    return -Math.min(0, low) * SECONDS_PER_TURN
  }

  /** What an edit is done to: what is selected, else all. */
  get range(): Range {
    const { startSeconds, endSeconds } = this.selected ?? {
      ...{ startSeconds: 0, endSeconds: this.gesture.durationSeconds },
    }
    return { startSeconds, endSeconds }
  }

  set(change: Partial<EditorSettings>): void {
    this.studio.preferences.write("gestures.editor", { ...this.settings, ...change })
  }

  show(view: TimeView): void {
    this.view = inside(view, this.endSeconds, this.widthPx)
  }

  zoom(factor: number, atPx = this.widthPx / 2): void {
    this.show(zoomed(this.view, factor, atPx))
  }

  frame(range: Range): void {
    this.show(framed(range, this.widthPx))
  }

  frameAll(): void {
    this.frame({ startSeconds: 0, endSeconds: this.endSeconds })
  }

  /** Brings something into view that is not. */
  reveal({ startSeconds, endSeconds }: Range): void {
    const shown = shownRange(this.view, this.widthPx)
    if (startSeconds >= shown.startSeconds && endSeconds <= shown.endSeconds) return
    const middle = (startSeconds + endSeconds) / 2
    const seconds = this.widthPx / this.view.pxPerSecond
    this.show({ ...this.view, startSeconds: middle - seconds / 2 })
  }

  select(selected: Selected | null): void {
    this.selected = selected
    if (selected) this.cursorSeconds = selected.startSeconds
  }

  /** The nearest line where the hand keeps to the grid. */
  snap(seconds: number, isFree: boolean): number {
    return this.settings.isSnapping && !isFree ? snapped(seconds, this.grid) : seconds
  }

  try(gesture: Gesture | null): void {
    this.preview = gesture === this.gesture ? null : gesture
  }

  /** One change, under a name for undo. */
  apply(label: string, gesture: Gesture): void {
    this.preview = null
    if (gesture !== this.gesture) this.#props().onedit(gesture, label)
  }

  get canPlay(): boolean {
    return this.#props().onplay !== undefined
  }

  play(part: Gesture, startSeconds: number): void {
    this.#props().onplay?.(part, startSeconds)
  }

  /** What is heard now; the view turns the page when that leaves it at the right. */
  followPlayhead(): number | null {
    const seconds = this.#props().playhead?.() ?? null
    const { endSeconds } = shownRange(this.view, this.widthPx)
    const before = this.#heardSeconds
    this.#heardSeconds = seconds
    if (seconds !== null && before !== null && before <= endSeconds && seconds > endSeconds)
      if (!this.preview) this.show({ ...this.view, startSeconds: seconds })
    return seconds
  }
}

const extremes: Extremes = { low: 0, high: 0, back: 0, forward: 0 }
const KEY = Symbol("gesture-editor")

export const provideEditor = (editor: EditorState): EditorState => setContext(KEY, editor)
export const useEditor = (): EditorState => getContext<EditorState>(KEY)
