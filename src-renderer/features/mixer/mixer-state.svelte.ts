/** What the mixer shows and how: one per view, given by context. */
import { getContext, setContext } from "svelte"
import { SvelteSet } from "svelte/reactivity"
import { z } from "zod"
import {
  entityOf,
  tracksInSoundOrder,
  type DeviceId,
  type Project,
  type Send,
  type Track,
  type TrackId,
} from "#shared/project/index.ts"
import { audibleTracks } from "#shared/project/sound/index.ts"
import { lastSelectedTrack, type Studio } from "../../session/index.ts"
import { arrange } from "./model/arrangement.ts"
import { MeterBank } from "./meters/meter-bank.ts"
import { LOW_PX } from "./strips/layout.ts"
import type { MixerTransport } from "./mixer-transport.ts"

/** Kept per user. */
const SETTINGS = z.object({
  isNarrow: z.boolean(),
  hasDrawer: z.boolean(),
  drawerPx: z.number().min(180).max(480),
})
type Settings = z.infer<typeof SETTINGS>

const DEFAULTS: Settings = { isNarrow: false, hasDrawer: true, drawerPx: 274 }
export const DRAWER = { min: 180, max: 480, initial: DEFAULTS.drawerPx }
/** What the view's bar, the line above the drawer and the lowest strips take. */
const BESIDE_DRAWER_PX = 250
/** Up to which the drawer may grow in a view of a height; its style says the same. */
export const mostDrawerPx = (viewPx: number): number =>
  Math.max(DRAWER.min, Math.min(DRAWER.max, viewPx - BESIDE_DRAWER_PX))

const STRIP_PX = { wide: 92, narrow: 56 }

interface Options {
  studio: Studio
  transport: MixerTransport
  /** The strips stand in another view's dock. */
  isDock?: boolean
  /** Shows a device where there is room for it, instead of in the mixer's own drawer. */
  onOpenDevice?: ((trackId: TrackId, deviceId: DeviceId) => void) | undefined
  /** Shows what of a track moves over time. */
  onAutomate?: ((trackId: TrackId) => void) | undefined
}

export class MixerState {
  readonly studio: Studio
  readonly transport: MixerTransport
  readonly isDock: boolean
  #onOpenDevice: Options["onOpenDevice"]
  readonly onAutomate: Options["onAutomate"]
  readonly folded = new SvelteSet<string>()
  /** Read and written in each frame: outside of reactivity. */
  readonly meters = new MeterBank()

  settings = $derived.by(() => this.studio.preferences.read("mixer.view", SETTINGS, DEFAULTS))
  isNarrow = $derived.by(() => this.settings.isNarrow)
  /** Of the strips, which share their layout. */
  heightPx = $state(0)
  /** Not measured yet is no height. */
  isLow = $derived.by(() => this.isDock || (this.heightPx > 0 && this.heightPx < LOW_PX))
  stripPx = $derived.by(() => (this.isNarrow ? STRIP_PX.narrow : STRIP_PX.wide))
  /** The strip that was chosen here, and what was selected then: what is selected later, also elsewhere, takes its place. */
  #chosen = $state.raw<{ id: string; over: string | null } | null>(null)
  /** The strip whose name is being typed. */
  renamingId = $state<TrackId | null>(null)
  /** The device that was opened last, to be shown in the drawer. */
  openedDevice = $state.raw<{ id: DeviceId } | null>(null)

  project = $derived.by((): Project => this.studio.project.project)
  master = $derived.by(() => entityOf(this.project.tracks, this.project.masterTrackId)!)
  arrangement = $derived.by(() => arrange(this.project, this.stripPx, this.folded))
  /** All strips that are shown, from left to right, the master last. */
  order = $derived.by((): readonly Track[] => [
    ...this.arrangement.places.map(({ track }) => track),
    this.master,
  ])
  /** The strip that the keys mean, whose devices are shown. */
  current = $derived.by(() => {
    const selected = this.#selected
    const id = this.#chosen && this.#chosen.over === selected ? this.#chosen.id : selected
    return this.order.find((track) => track.id === id) ?? this.order[0] ?? this.master
  })
  audible = $derived.by(() => audibleTracks(this.project, tracksInSoundOrder(this.project)))
  isSoloOn = $derived.by(() => this.order.some(({ isSoloed }) => isSoloed))
  /** Why a strip is silent that is not muted itself. */
  silentBecause = $derived.by(() =>
    this.isSoloOn ? "others are soloed" : "the group that it is in is muted",
  )
  buses = $derived.by(() =>
    this.project.trackOrder
      .flatMap((id) => entityOf(this.project.tracks, id) ?? [])
      .filter(({ kind }) => kind === "bus"),
  )

  constructor({ studio, transport, isDock = false, onOpenDevice, onAutomate }: Options) {
    this.studio = studio
    this.transport = transport
    this.isDock = isDock
    this.#onOpenDevice = onOpenDevice
    this.onAutomate = onAutomate
  }

  set(changes: Partial<Settings>): void {
    this.studio.preferences.write("mixer.view", { ...this.settings, ...changes })
  }

  /** Makes a strip the one that keys mean, and the selected one. */
  choose(id: TrackId): void {
    this.#chosen = { id, over: this.#selected }
  }

  get #selected(): string | null {
    return lastSelectedTrack(this.studio.selection, this.project)?.id ?? null
  }

  /** Selects by a press: alone, with others (Ctrl), or up to it (Shift). */
  select(id: TrackId, { isAdded = false, isExtended = false } = {}): void {
    const { selection } = this.studio
    const from = this.order.findIndex((track) => track.id === this.current.id)
    const to = this.order.findIndex((track) => track.id === id)
    if (isExtended) {
      const stretch = this.order.slice(Math.min(from, to), Math.max(from, to) + 1)
      selection.set(
        "track",
        stretch.map((track) => track.id),
      )
    } else if (isAdded) selection.toggle("track", id)
    else selection.set("track", [id])
    this.choose(id)
  }

  isSelected(id: TrackId): boolean {
    return this.studio.selection.has("track", id)
  }

  /** The tracks that a control of one strip moves: all that are selected, if it is among them. */
  held(id: TrackId): readonly TrackId[] {
    const selected = this.order.filter((track) => this.isSelected(track.id))
    return selected.some((track) => track.id === id) ? selected.map((track) => track.id) : [id]
  }

  openDevice(trackId: TrackId, id: DeviceId): void {
    this.choose(trackId)
    this.openedDevice = { id }
    if (this.#onOpenDevice) this.#onOpenDevice(trackId, id)
    else if (!this.settings.hasDrawer) this.set({ hasDrawer: true })
  }

  /** Folds a group or shows its strips again. */
  fold(id: TrackId): void {
    if (!this.folded.delete(id)) this.folded.add(id)
  }

  /** Buses that a track does not send to yet and may. */
  busesFor(track: Track): readonly Track[] {
    return this.buses.filter(
      ({ id }) => id !== track.id && !track.sends.some((send: Send) => send.busId === id),
    )
  }
}

const KEY = Symbol("mixer")

export const provideMixer = (mixer: MixerState): MixerState => setContext(KEY, mixer)

export function useMixer(): MixerState {
  const mixer = getContext<MixerState | undefined>(KEY)
  if (!mixer) throw new Error("No mixer above this component")
  return mixer
}
