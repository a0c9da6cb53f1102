/** What the timeline shows and how: one per view, given by context. */
import { getContext, setContext } from "svelte"
import { gridTicks, snapTick } from "#shared/music/index.ts"
import {
  clipsOf,
  endTicks,
  entityOf,
  meterMapOf,
  tempoMapOf,
  type Clip,
  type Track,
} from "#shared/project/index.ts"
import { followPalette, readPalette, type Palette } from "../../graphics/index.ts"
import type { Studio } from "../../session/index.ts"
import { GRIDS } from "./model/grids.ts"
import { headerPx, headerRows } from "./model/header.ts"
import { eventAt, setStep, type LaneKind } from "./model/time-lanes.ts"
import { rowsOf, totalPx, type Row } from "./model/rows.ts"
import { revealed, scrolled, zoomed, type TimeView } from "./model/time-view.ts"
import { TempoTaps } from "./tempo-taps.svelte.ts"
import { toggled } from "./model/toggled.ts"
import type { SongTransport } from "./song-transport.ts"
import {
  DEFAULTS,
  FIRST_PLACE,
  PLACE,
  SETTINGS,
  type Marquee,
  type Place,
  type TimelineSettings,
  type Tool,
} from "./timeline-settings.ts"

const KEEP_PLACE_MS = 400

export class TimelineState {
  readonly studio: Studio
  readonly transport: SongTransport

  settings = $derived.by(() => this.studio.preferences.read("timeline.view", SETTINGS, DEFAULTS))
  palette = $state.raw<Palette>(readPalette())
  tool = $state<Tool>("select")
  view = $state.raw<TimeView>(FIRST_PLACE)
  scrollPx = $state(0)
  /** Of the lanes, without the ruler. */
  widthPx = $state(0)
  heightPx = $state(0)
  folded = $state.raw<ReadonlySet<string>>(new Set())
  automated = $state.raw<ReadonlySet<string>>(new Set())
  /** Ids of tracks whose takes are shown. */
  taken = $state.raw<ReadonlySet<string>>(new Set())
  /** Tempo, meter and key are shown above the tracks. */
  isHeaderUnfolded = $state(false)
  header = $derived(headerRows(this.isHeaderUnfolded))
  headerPx = $derived(headerPx(this.header))
  /** What holds for the piece from a tick on and is being typed. */
  editing = $state.raw<{ kind: LaneKind; tick: number } | null>(null)
  marquee = $state.raw<Marquee | null>(null)
  /** What the pointer would do where it is. */
  cursor = $state("default")
  /** The clip that the keyboard is at; empty: none. */
  currentClipId = $state("")
  /** The track whose head Tab goes to. */
  currentTrackId = $state("")
  /** The track whose name is being typed. */
  renamingId = $state<string | null>(null)
  /** The section whose name is being typed. */
  renamingMarkerId = $state<string | null>(null)
  /** The hand holds the picture: it does not follow the playhead. */
  isHeld = false
  /** The pointer's tick, snapped; null outside of the lanes. */
  pointerTicks: number | null = null

  project = $derived.by(() => this.studio.project.project)
  rows = $derived.by((): Row[] => {
    const { folded, automated, taken } = this
    return rowsOf(this.project, { folded, automated, taken })
  })
  rowsPx = $derived(totalPx(this.rows))
  meters = $derived.by(() => meterMapOf(this.project))
  tempo = $derived.by(() => tempoMapOf(this.project))
  grid = $derived.by(() => GRIDS[this.settings.grid].grid)
  endTicks = $derived.by(() => endTicks(this.project))
  /** The clips selected that are in the document, in the order in which they were. */
  selectedClips = $derived.by((): Clip[] =>
    this.studio.selection.of("clip").flatMap((id) => entityOf(this.project.clips, id) ?? []),
  )
  selectedIds = $derived(new Set<string>(this.selectedClips.map(({ id }) => id)))
  selectedTracks = $derived.by((): Track[] =>
    this.studio.selection.of("track").flatMap((id) => entityOf(this.project.tracks, id) ?? []),
  )
  currentTrack = $derived.by((): string => {
    const ids = this.rows.map(({ track }) => track.id as string)
    return ids.includes(this.currentTrackId) ? this.currentTrackId : (ids[0] ?? "")
  })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(studio: Studio, transport: SongTransport) {
    this.studio = studio
    this.transport = transport
  }

  /** Starts to follow the palette and the open project; call in a component. */
  follow(): void {
    $effect(() => followPalette((palette) => (this.palette = palette)))
    const key = $derived(`timeline.place.${this.studio.project.id ?? ""}`)
    $effect.pre(() => {
      const place = this.studio.preferences.read(key, PLACE, FIRST_PLACE)
      if (key !== this.#shownKey) this.#restore(key, place)
    })
    $effect(() => {
      const { view, scrollPx, isHeaderUnfolded } = this
      const [folded, automated, taken] = [[...this.folded], [...this.automated], [...this.taken]]
      this.#keepSoon(key, { ...view, scrollPx, folded, automated, taken, isHeaderUnfolded })
    })
  }
  #shownKey = ""

  #restore(key: string, place: Place): void {
    const { scrollPx, startTicks, pxPerTick } = place
    this.isHeaderUnfolded = place.isHeaderUnfolded
    this.#shownKey = key
    this.view = { startTicks, pxPerTick }
    this.scrollPx = scrollPx
    this.folded = new Set(place.folded)
    this.automated = new Set(place.automated)
    this.taken = new Set(place.taken)
  }

  #keepSoon(key: string, place: Place): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.studio.preferences.write(key, place), KEEP_PLACE_MS)
  }

  set(change: Partial<TimelineSettings>): void {
    this.studio.preferences.write("timeline.view", { ...this.settings, ...change })
  }

  scrollBy(xPx: number, yPx: number): void {
    if (xPx !== 0) this.view = scrolled(this.view, xPx)
    if (yPx !== 0) this.scrollTo(this.scrollPx + yPx)
  }

  scrollTo(scrollPx: number): void {
    const most = Math.max(0, this.rowsPx - this.heightPx / 2)
    this.scrollPx = Math.round(Math.min(most, Math.max(0, scrollPx)))
  }

  zoom(factor: number, x = this.widthPx / 2): void {
    this.view = zoomed(this.view, factor, x)
  }

  /** Scrolls so that a clip and its row can be seen. */
  reveal(clip: Clip): void {
    this.view = revealed(
      this.view,
      clip.startTicks,
      clip.startTicks + clip.lengthTicks,
      this.widthPx,
    )
    this.revealTrack(clip.trackId)
  }

  revealTrack(trackId: string): void {
    const row = this.rows.find(({ kind, track }) => kind === "track" && track.id === trackId)
    if (!row) return
    if (row.topPx < this.scrollPx) this.scrollTo(row.topPx)
    const bottom = row.topPx + row.heightPx
    if (bottom > this.scrollPx + this.heightPx) this.scrollTo(bottom - this.heightPx)
  }

  /** With the tool for automation, the lanes that there are come to sight. */
  take(tool: Tool): void {
    this.tool = tool
    if (tool !== "automation" || this.automated.size > 0) return
    const tracks = this.rows.filter(({ track }) => track.automation.length > 0)
    this.automated = new Set(tracks.map(({ track }) => track.id))
  }

  /** The line of the grid nearest to a tick, or the tick itself where the grid is off. Never before the start. */
  snap(tick: number, isFree = false): number {
    const at = Math.max(0, tick)
    return this.settings.snap && !isFree ? snapTick(at, this.grid, this.meters) : Math.round(at)
  }

  /** Ticks of one step of the grid at a place. */
  stepAt(tick: number): number {
    return gridTicks(this.grid, this.meters.barAt(Math.max(0, tick)).meter)
  }

  clipsOn(trackId: string): readonly Clip[] {
    return clipsOf(this.project, trackId)
  }

  select(ids: Iterable<string>): void {
    this.studio.selection.set("clip", ids)
    this.currentClipId = this.studio.selection.last ?? ""
  }

  /** Opens what holds at a tick as a field, where it is. */
  edit(kind: LaneKind, tick: number): void {
    if (kind !== "chord") this.isHeaderUnfolded = true
    this.view = revealed(this.view, tick, tick, this.widthPx)
    this.editing = { kind, tick }
  }

  /** What was tapped is the tempo at the playhead: one entry of the history. */
  taps = new TempoTaps((bpm) => {
    const at = Math.floor(this.transport.positionTicks())
    const tick = eventAt(this.project, "tempo", at)?.tick ?? 0
    const step = setStep(this.project, "tempo", { tick, text: String(bpm) })
    if (step) this.studio.project.runAll("Tap the tempo", [step])
  })

  automate(trackId: string, isShown = !this.automated.has(trackId)): void {
    if (isShown !== this.automated.has(trackId)) this.automated = toggled(this.automated, trackId)
  }
}

const KEY = Symbol("timeline")

export const provideTimeline = (state: TimelineState): TimelineState => setContext(KEY, state)

export const useTimeline = (): TimelineState => getContext<TimelineState>(KEY)
