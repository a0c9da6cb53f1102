/** What the Notes view shows and how: one a view, given by context. Times are ticks of the time line unless they say so. */
import { getContext, setContext, untrack } from "svelte"
import {
  sharpsOf,
  snapToScale,
  type Grid,
  type MeterMap,
  type Spelling,
} from "#shared/music/index.ts"
import {
  entitiesOf,
  entityOf,
  meterMapOf,
  type KeyEvent,
  type Note,
  type NotesClip,
  type Track,
} from "#shared/project/index.ts"
import { followPalette, readPalette, type Palette } from "../../graphics/index.ts"
import { noteKey, notesOfClip, type Step, type Studio } from "../../session/index.ts"
import { noteColours, rollColours } from "./drawing/colours.ts"
import type { Rect } from "./drawing/moving.ts"
import { WholeSelection } from "./edits/whole-selection.ts"
import { heardStretch, toLineTicks } from "./geometry/clip-time.ts"
import type { Picture } from "./geometry/hit.ts"
import { drumRows, keyRows } from "./geometry/rows.ts"
import { GRIDS } from "./geometry/snap.ts"
import { inside, zoomedY, type Bounds, type RollView } from "./geometry/view.ts"
import { frameAll, revealChanged } from "./framing.ts"
import type { NotesTransport } from "./notes-transport.ts"
import { Suggesting } from "./suggestion/suggesting.svelte.ts"
import { DEFAULT_SETTINGS, NOTES_SETTINGS, type NotesSettings } from "./settings.ts"

export const TOOLS = ["select", "draw", "erase", "chord"] as const
export type Tool = (typeof TOOLS)[number]

const KEY_ROWS = keyRows()
const AIR_TICKS = 8 * 3840
const { rowPx } = DEFAULT_SETTINGS
const START: RollView = { startTicks: 0, pxPerTick: 0.08, topRow: 48, rowPx }

export class NotesState {
  readonly studio: Studio
  readonly transport: NotesTransport
  readonly suggesting: Suggesting

  clipId = $state<string | null>(null)
  tool = $state<Tool>("select")
  view = $state.raw<RollView>(START)
  widthPx = $state(0)
  heightPx = $state(0)
  marquee = $state.raw<Rect | null>(null)
  /** The pitch under the pointer; -1: none. */
  hoveredPitch = $state(-1)
  /** Keys that were pressed here and sound. */
  pressed = $state.raw<ReadonlySet<number>>(new Set())
  palette = $state.raw<Palette>(readPalette())
  /** The velocity that new notes get: the one last set or touched. */
  velocity = 100
  /** The length that a click with the pencil gives, from the last note drawn; null: a cell of the grid. */
  lengthTicks: number | null = null

  settings = $derived.by(() =>
    this.studio.preferences.read("notes.view", NOTES_SETTINGS, DEFAULT_SETTINGS),
  )
  project = $derived.by(() => (this.studio.project.isOpen ? this.studio.project.project : null))
  clip = $derived.by((): NotesClip | null => {
    const found = this.project && this.clipId ? entityOf(this.project.clips, this.clipId) : null
    return found?.kind === "notes" ? found : null
  })
  track = $derived.by((): Track | null =>
    this.project && this.clip ? (entityOf(this.project.tracks, this.clip.trackId) ?? null) : null,
  )
  /** All clips of notes, as they stand on the line. */
  clips = $derived.by((): NotesClip[] =>
    entitiesOf(this.project?.clips ?? [])
      .filter((clip): clip is NotesClip => clip.kind === "notes")
      .sort((a, b) => a.startTicks - b.startTicks || (a.name < b.name ? -1 : 1)),
  )
  isDrums = $derived.by(() => this.track?.kind === "drum")
  /** Steps are for drums: other tracks have the roll instead. */
  mode = $derived.by(() =>
    this.settings.mode === "steps" && !this.isDrums ? "roll" : this.settings.mode,
  )
  rows = $derived.by(() =>
    this.isDrums ? drumRows(this.clip?.notes.map(({ pitch }) => pitch) ?? []) : KEY_ROWS,
  )
  /** What stands left of the rows. */
  headPx = $derived(this.isDrums ? 148 : 52)
  meters = $derived.by((): MeterMap | null => (this.project ? meterMapOf(this.project) : null))
  toLineTicks = $derived.by(() => (this.clip ? toLineTicks(this.clip) : 0))
  spelling = $derived.by((): Spelling => {
    const key = this.clip ? this.keyAt(this.clip.startTicks) : undefined
    return key && sharpsOf(key) < 0 ? "flats" : "sharps"
  })
  grid = $derived.by((): Grid => GRIDS[this.settings.grid])
  colours = $derived.by(() => rollColours(this.palette))
  noteColours = $derived.by(() => {
    const style = getComputedStyle(document.documentElement)
    const colour = this.clip?.colour ?? this.track?.colour ?? 0
    return noteColours(colour, (name) => style.getPropertyValue(name).trim())
  })
  selectedIds = $derived.by((): ReadonlySet<string> => {
    const keys = this.studio.selection.of("note")
    return new Set(this.clipId ? notesOfClip(keys, this.clipId) : [])
  })
  #whole = new WholeSelection()
  /** As `selectedIds`, to be asked of each note. */
  chosen = $derived.by(() => this.#whole.chosen(this.clip?.notes ?? [], this.selectedIds))
  selected = $derived.by((): readonly Note[] => {
    const { notes = [] } = this.clip ?? {}
    if (this.chosen === WholeSelection.all) return notes
    return this.selectedIds.size === 0 ? [] : notes.filter(({ id }) => this.selectedIds.has(id))
  })
  bounds = $derived.by((): Bounds => {
    const heard = this.clip ? heardStretch(this.clip).endTicks : 0
    const last = this.clip?.notes.at(-1)?.startTicks ?? 0
    const endTicks = Math.max(heard, last + this.toLineTicks) + AIR_TICKS
    const rows = this.rows.pitches.length
    return { endTicks, rows, widthPx: this.widthPx, heightPx: this.heightPx }
  })

  constructor(studio: Studio, transport: NotesTransport) {
    this.studio = studio
    this.transport = transport
    this.suggesting = new Suggesting(this)
  }

  /** Call in a component. */
  follow(): void {
    $effect(() => followPalette((palette) => (this.palette = palette)))
    this.suggesting.follow()
    const shown = $derived(this.clip && this.widthPx > 0 ? this.clip.id : null)
    $effect(() => {
      if (shown !== null) untrack(() => frameAll(this))
    })
    const { project } = this.studio
    let [walks, before] = [untrack(() => project.walks), untrack(() => this.clip)]
    $effect(() => {
      const { clip } = this
      const isWalk = project.walks !== walks
      if (isWalk && clip && before?.id === clip.id) {
        const from = before
        untrack(() => revealChanged(this, from, clip))
      }
      walks = project.walks
      before = clip
    })
  }

  /** What the pointer meets; null without a clip. */
  get picture(): Picture | null {
    const { clip, view, rows } = this
    return clip && { clip, view, rows, toLineTicks: this.toLineTicks }
  }

  set(change: Partial<NotesSettings>): void {
    this.studio.preferences.write("notes.view", { ...this.settings, ...change })
  }

  show(view: RollView): void {
    this.view = inside(view, this.bounds)
  }

  /** Higher rows above 1, kept for the next clip. */
  zoomRows(factor: number, atPx: number): void {
    this.show(zoomedY(this.view, factor, atPx))
    if (!this.isDrums) this.set({ rowPx: this.view.rowPx })
  }

  select(ids: Iterable<string>): void {
    const { clipId } = this
    if (clipId === null) return
    const keys = [...ids].map((id) => noteKey(clipId, id))
    this.studio.selection.set("note", keys)
  }

  /** One command's `noteIds`: absent for all notes, which spares the checking of each. */
  idsOf(notes: readonly Note[]): { noteIds?: string[] } {
    return notes.length === this.clip?.notes.length ? {} : { noteIds: notes.map(({ id }) => id) }
  }

  /** The key of the piece at a tick. */
  keyAt(tick: number): KeyEvent | undefined {
    return this.project?.keys.findLast((key) => key.tick <= tick)
  }

  /** The pitch itself, or the nearest in the key where the view keeps to it. */
  inKey(pitch: number, tick: number): number {
    const key = this.settings.inScale && !this.isDrums ? this.keyAt(tick) : undefined
    return key ? snapToScale(pitch, key) : pitch
  }

  /** Several commands as one entry. @returns false where it could not be done, which is said */
  edit(label: string, steps: readonly Step[]): boolean {
    if (steps.length === 0) return false
    return this.studio.project.runAll(label, steps)
  }

  press(pitch: number, velocity = this.velocity): void {
    const { track } = this
    if (!track || pitch < 0 || pitch > 127 || this.pressed.has(pitch)) return
    this.pressed = new Set(this.pressed).add(pitch)
    this.#playing = track.id
    this.transport.playKey(track.id, pitch, velocity)
  }

  /** Lets all keys go that are pressed here. */
  release(): void {
    for (const pitch of this.pressed) this.transport.playKey(this.#playing, pitch, 0)
    if (this.pressed.size > 0) this.pressed = new Set()
  }
  /** The track of the keys that are pressed: it may not be the shown one any more. */
  #playing = ""
}

const KEY = Symbol("notes")

export const provideNotes = (notes: NotesState): NotesState => setContext(KEY, notes)

export const useNotes = (): NotesState => getContext<NotesState>(KEY)
