/** What the Scratch view shows: a library of gestures, archives of what was found, rigs, and the gesture that is selected. */
import { getContext, setContext, untrack } from "svelte"
import { numbersOfGesture } from "#shared/gesture/index.ts"
import { toStudioError, type KeptTake } from "#shared/contract/index.ts"
import type { GesturePlayer } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import { Discovery } from "./discovery.svelte.ts"
import { GestureLibrary } from "./gesture-library.svelte.ts"
import type { CellPlace } from "./model/archive-grid.ts"
import { keepGesture, keptAs, type FoundGesture } from "./model/found-gesture.ts"
import { keyOf, type GestureRef, type Origin } from "./model/gesture-ref.ts"
import { Rigs } from "./sound/rigs.svelte.ts"

export type Tab = "discover" | "sound"

/** What the window does with a gesture. */
export interface Doors {
  /** Puts it on the timeline at the playhead. */
  toTimeline(found: FoundGesture): unknown
  /** Plays it on a deck. */
  toDeck(found: FoundGesture): unknown
}

export class ScratchState {
  readonly studio: Studio
  readonly library: GestureLibrary
  readonly discovery: Discovery
  readonly rigs: Rigs
  tab = $state<Tab>("discover")
  selected = $state.raw<FoundGesture | null>(null)
  /** The one that is being fetched, or was fetched last. */
  selectedKey = $state<string | null>(null)
  /** Where the window is narrow the inspector lies over the stage, until it is asked for. */
  isNarrow = $state(false)
  isPeeking = $state(false)
  /** Of what is selected. */
  #version = 0
  /** What was asked to be kept last. */
  #keeping: Promise<void> = Promise.resolve()
  #player: GesturePlayer | undefined
  #doors: Doors | undefined

  constructor(studio: Studio) {
    this.studio = studio
    this.library = new GestureLibrary(studio)
    this.discovery = new Discovery(studio)
    this.rigs = new Rigs(studio)
  }

  /** Call where the view is shown. */
  stand(player: GesturePlayer, doors: Doors): void {
    this.#player = player
    this.#doors = doors
  }

  get player(): GesturePlayer {
    return this.#player!
  }

  /** Of the archive that is shown. */
  get origin(): Origin | null {
    const { archive } = this.discovery
    return archive && { id: archive.id, name: archive.name, seed: archive.settings.seed }
  }

  /** The find of a cell; null where there is none. */
  eliteAt({ column, row }: CellPlace): GestureRef | null {
    const { origin } = this
    if (!origin || !this.discovery.grid?.at({ column, row })) return null
    return { from: "elite", archive: origin, column, row }
  }

  /** Of a find its quality: while a discovery runs, a better one may take its cell. */
  versionOf(ref: GestureRef): number {
    if (ref.from !== "elite" || ref.archive.id !== this.discovery.archive?.id) return 0
    return this.discovery.grid?.at(ref)?.quality ?? 0
  }

  #find(ref: GestureRef): Promise<FoundGesture> {
    return this.library.find(ref, this.versionOf(ref))
  }

  /** Call in a component: what is selected is what its cell holds now. */
  follow(): void {
    $effect(() => {
      const { selected } = this
      if (!selected || this.selectedKey !== keyOf(selected.ref)) return
      const { ref } = selected
      if (this.versionOf(ref) !== this.#version) untrack(() => void this.select(ref))
    })
  }

  play(ref: GestureRef): void {
    this.player.toggle(keyOf(ref), async () => (await this.#find(ref)).gesture)
  }

  hover(ref: GestureRef): void {
    this.player.hover(keyOf(ref), async () => (await this.#find(ref)).gesture)
  }

  /** Shows it in the inspector, read as the frozen rules read it. */
  async select(ref: GestureRef): Promise<void> {
    const key = keyOf(ref)
    this.selectedKey = key
    this.#version = this.versionOf(ref)
    try {
      const found = await this.#find(ref)
      if (this.selectedKey !== key) return
      this.selected = found
      if (found.reading) return
      const numbers = numbersOfGesture(found.gesture)
      // Takes may come from anybody's mixer; what was drawn has its open end where ours has it.
      const openEnd = ref.from === "take" ? "unknown" : "high"
      const reading = await this.studio.engine["scratch.read"]({ numbers, openEnd })
      if (this.selectedKey === key) this.selected = { ...found, reading }
    } catch (error) {
      this.studio.toasts.error(error, "The gesture could not be read.")
    }
  }

  /** Once, one after the other: what is in the library already is not kept again. */
  keep(ref: GestureRef): Promise<void> {
    this.#keeping = this.#keeping.then(() => this.#keep(ref))
    return this.#keeping
  }

  async #keep(ref: GestureRef): Promise<void> {
    const { history, toasts } = this.studio
    if (ref.from === "take") return
    try {
      const found = await this.#find(ref)
      const before = keptAs(this.library.takes, found)
      if (before) {
        toasts.show(`${before.title} is in the library already`)
        return
      }
      const take = await keepGesture(this.studio.engine, found)
      await this.library.read()
      const said = toasts.show(`${take.title} is in the library`)
      history.record({
        label: `Keep ${take.title}`,
        undo: () => {
          toasts.dismiss(said)
          return this.#change(take, true)
        },
        redo: () => this.#change(take, false),
      })
    } catch (error) {
      toasts.error(error, "The gesture was not kept.")
    }
  }

  async remove(take: KeptTake): Promise<void> {
    const { history, toasts } = this.studio
    try {
      await this.#change(take, true)
      history.record({
        label: `Remove ${take.title}`,
        undo: () => this.#change(take, false),
        redo: () => this.#change(take, true),
      })
    } catch (error) {
      toasts.error(error, `${take.title} could not be removed.`)
    }
  }

  async toTimeline(ref: GestureRef): Promise<void> {
    await this.#give(ref, (found) => this.#doors?.toTimeline(found))
  }

  async toDeck(ref: GestureRef): Promise<void> {
    await this.#give(ref, (found) => this.#doors?.toDeck(found))
  }

  async #give(ref: GestureRef, door: (found: FoundGesture) => unknown): Promise<void> {
    try {
      await door(await this.#find(ref))
    } catch (error) {
      this.studio.toasts.error(new Error(toStudioError(error).message), "That did not work.")
    }
  }

  async #change({ id }: KeptTake, isRemoved: boolean): Promise<void> {
    await this.studio.engine[isRemoved ? "gestures.remove" : "gestures.restore"]({ takeId: id })
    await this.library.read()
  }
}

const KEY = Symbol("scratch")
const kept = new WeakMap<Studio, ScratchState>()

/** The window's one, as it was left. */
export function provideScratch(studio: Studio): ScratchState {
  // What is derived in a component goes with it: this stays.
  if (!kept.has(studio)) $effect.root(() => void kept.set(studio, new ScratchState(studio)))
  return setContext(KEY, kept.get(studio)!)
}
export const useScratch = (): ScratchState => getContext<ScratchState>(KEY)
