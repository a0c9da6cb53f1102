/** What the map view shows and how: one per view, given by context. */
import { getContext, setContext, untrack } from "svelte"
import { z } from "zod"
import type { Song } from "#shared/contract/index.ts"
import type { Transport } from "../../audio/index.ts"
import { followEdits } from "./model/follow-edits.ts"
import { followPalette, readPalette, type Palette } from "../../graphics/index.ts"
import type { Studio } from "../../session/index.ts"
import { COLOUR_MODES, SIZE_MODES, type ColourMode, type SizeMode } from "./model/colouring.ts"
import { MapData, type MapSource } from "./model/map-data.svelte.ts"
import { indexOfKey, keyAt, partAt } from "./model/map-model.ts"
import { Hearing } from "./model/hearing.svelte.ts"
import { Neighbours } from "./model/neighbours.svelte.ts"

export type Tool = "orbit" | "pan" | "fly" | "lasso" | "path"

/** Kept per user. */
const SETTINGS = z.object({
  colour: z.enum(COLOUR_MODES),
  timeColours: z.enum(["rainbow", "ramp"]),
  size: z.enum(SIZE_MODES),
  dims: z.union([z.literal(2), z.literal(3)]),
  method: z.enum(["t-sne", "umap"]),
  hoverPlays: z.boolean(),
  inspector: z.boolean(),
  dock: z.boolean(),
  inspectorPx: z.number().min(232).max(420),
  dockPx: z.number().min(120).max(600),
})
export type MapSettingsKept = z.infer<typeof SETTINGS>

export const PANEL_SIZES = {
  inspector: { min: 232, max: 420, initial: 304 },
  dock: { min: 120, max: 420, initial: 192 },
}

const DEFAULTS: MapSettingsKept = {
  colour: "time",
  timeColours: "rainbow",
  size: "length",
  dims: 3,
  method: "t-sne",
  hoverPlays: true,
  inspector: true,
  dock: true,
  inspectorPx: PANEL_SIZES.inspector.initial,
  dockPx: PANEL_SIZES.dock.initial,
}

const PERPLEXITY = 30

export class MapState {
  readonly studio: Studio
  readonly transport: Transport
  readonly data: MapData
  readonly hearing: Hearing
  readonly neighbours: Neighbours

  settings = $derived.by(() => this.studio.preferences.read("map.view", SETTINGS, DEFAULTS))
  /** What colours say now: sources only where there are several. */
  colour = $derived.by((): ColourMode => {
    const { colour } = this.settings
    return colour === "source" && !this.hasSources ? "time" : colour
  })
  palette = $state.raw<Palette>(readPalette())
  tool = $state<Tool>("orbit")
  /** Map index under the pointer, on the stage or in the strip; -1: none. */
  hovered = $state(-1)
  /** Chunk keys in the order in which they shall sound. */
  path = $state.raw<readonly string[]>([])
  /** Of stems: the one part that is mapped alone; null: all together. */
  solePartId = $state<string | null>(null)

  song = $derived.by(() => this.studio.library.song(this.studio.navigation.openSongId))
  songs = $derived.by((): Song[] => {
    const added = this.addedSongIds.flatMap((id) => this.studio.library.song(id) ?? [])
    return this.song ? [this.song, ...added.filter(({ id }) => id !== this.song?.id)] : []
  })
  sources = $derived.by((): MapSource[] =>
    this.songs.flatMap((song) =>
      song.parts
        .filter(({ id }) => song.id !== this.song?.id || !this.solePartId || id === this.solePartId)
        .map((part) => ({ part, song })),
    ),
  )
  hasSources = $derived.by(() => this.sources.length > 1)
  /** The chunks selected that are on this map, in order. */
  selected = $derived.by((): number[] => {
    const { model } = this.data
    if (!model) return []
    return this.studio.selection
      .of("chunk")
      .map((key) => indexOfKey(model, key))
      .filter((index) => index >= 0)
  })
  /** The chunk that the inspector shows; -1: none. */
  current = $derived(this.selected.at(-1) ?? -1)
  pathIndices = $derived.by((): number[] => {
    const { model } = this.data
    return model ? this.path.map((key) => indexOfKey(model, key)).filter((index) => index >= 0) : []
  })
  /** The part that the strip shows: the current chunk's, else the first. */
  stripPart = $derived.by(() => {
    const { model } = this.data
    return model ? (partAt(model, this.current) ?? model.parts[0]) : undefined
  })

  /** Songs beside the open one: part of the place, so that the library can open several, and going back finds them. */
  get addedSongIds(): readonly string[] {
    return this.studio.navigation.besideIds
  }

  set addedSongIds(songIds: readonly string[]) {
    this.studio.navigation.setBeside(songIds)
  }

  constructor(studio: Studio, transport: Transport) {
    this.studio = studio
    this.transport = transport
    this.data = new MapData(studio)
    this.hearing = new Hearing(this)
    this.neighbours = new Neighbours(this)
  }

  /** Starts to follow the open song; call in a component. */
  follow(): void {
    $effect(() => followPalette((palette) => (this.palette = palette)))
    const songId = $derived(this.song?.id)
    $effect(() => {
      this.#forget(songId)
    })
    const key = $derived(
      this.sources.map(({ part }) => `${part.id} ${part.chunkCount > 0}`).join("|") +
        this.settings.method,
    )
    $effect(() => {
      const isReady = key !== "" && this.sources.some(({ part }) => part.chunkCount > 0)
      untrack(() => {
        if (isReady)
          this.data.open(this.sources, { method: this.settings.method, perplexity: PERPLEXITY })
        else this.data.close()
      })
    })
    $effect(() => {
      const parts = this.sources
        .filter(({ song }) => song.id === this.song?.id)
        .map(({ part }) => part)
      untrack(() => this.transport.setParts(parts))
    })
    this.neighbours.follow()
    followEdits(this)
    $effect(() => () => this.data.close())
  }

  /** Another song is open: the path was the last one's. */
  #forget(songId: string | undefined): void {
    if (songId === this.#shownSongId) return
    this.#shownSongId = songId
    this.path = []
    this.solePartId = null
  }
  #shownSongId: string | undefined

  set(change: Partial<MapSettingsKept>): void {
    this.studio.preferences.write("map.view", { ...this.settings, ...change })
  }

  setColour(colour: ColourMode): void {
    this.set({ colour })
  }

  setSize(size: SizeMode): void {
    this.set({ size })
  }

  key(index: number): string {
    return this.data.model ? keyAt(this.data.model, index) : ""
  }

  /** Selects exactly this chunk and, where told so, lets it sound. */
  select(index: number, { play = false, add = false } = {}): void {
    if (index < 0) return
    const { selection } = this.studio
    if (add) selection.toggle("chunk", this.key(index))
    else selection.set("chunk", [this.key(index)])
    if (play) this.hearing.play(index)
  }

  selectAll(indices: readonly number[], { add = false } = {}): void {
    const keys = indices.map((index) => this.key(index))
    if (add) this.studio.selection.append("chunk", keys)
    else this.studio.selection.set("chunk", keys)
  }

  /** To the end of the path; a second time at its end takes it away. */
  addToPath(index: number): void {
    if (index < 0) return
    const key = this.key(index)
    this.path = this.path.at(-1) === key ? this.path.slice(0, -1) : [...this.path, key]
    this.hearing.play(index)
  }

  /** Next or previous chunk in time, of the same part. */
  step(by: 1 | -1): void {
    const { model } = this.data
    const own = this.stripPart
    if (!model || !own || own.count === 0) return
    const from = this.current < 0 ? own.offset - (by > 0 ? 1 : 0) : this.current
    const index = Math.min(own.offset + own.count - 1, Math.max(own.offset, from + by))
    this.select(index, { play: true })
  }
}

const KEY = Symbol("map")

export const provideMapState = (state: MapState): MapState => setContext(KEY, state)

export const useMap = (): MapState => getContext<MapState>(KEY)
