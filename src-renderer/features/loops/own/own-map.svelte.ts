/** The project's own loops, each with its place on the model's map. */
import type { EncodedLoop, Loop } from "#shared/contract/index.ts"
import { toStudioError } from "#shared/contract/index.ts"
import type { LoopsState } from "../loops-state.svelte.ts"
import { ownLoops, type OwnLoop } from "../model/own-loops.ts"

export interface Dot extends OwnLoop {
  readonly encoded: EncodedLoop
  /** -1..1, the middle of the map 0; mostly within. */
  readonly x: number
  readonly y: number
}

/** Deviations from the middle of the map to its edge. */
const EDGE = 3
const WAIT_MS = 250

export class OwnMap {
  dots = $state.raw<readonly Dot[]>([])
  isReading = $state(false)
  problem = $state<string | null>(null)
  at = $state(0)
  #loops: LoopsState
  #run = 0

  constructor(loops: LoopsState) {
    this.#loops = loops
  }

  /** Call in a component: the map follows what is in the project. */
  follow(): void {
    $effect(() => {
      const { model, studio } = this.#loops
      const project = studio.project.isOpen ? studio.project.project : null
      const clips = project?.clips
      const timer = setTimeout(() => {
        if (model && project && clips) void this.#read(ownLoops(project, model))
        else this.dots = []
      }, WAIT_MS)
      return () => clearTimeout(timer)
    })
  }

  async #read(found: readonly OwnLoop[]): Promise<void> {
    const run = ++this.#run
    const { model, studio } = this.#loops
    if (found.length === 0 || !model) {
      this.dots = []
      return
    }
    this.isReading = true
    try {
      const modelId = model.id
      const encoded = await studio.engine["loops.encode"]({ modelId, loops: loopsIn(found) })
      const points = encoded.map(({ point }) => point)
      const places = await studio.engine["loops.arrange"]({ modelId, points })
      if (run !== this.#run) return
      this.dots = found.map((own, i) => ({
        ...{ ...own, encoded: encoded[i]! },
        x: places[i]!.x / EDGE,
        y: places[i]!.y / EDGE,
      }))
      this.at = Math.min(this.at, found.length - 1)
      this.problem = null
    } catch (error) {
      if (run === this.#run) this.problem = toStudioError(error).message
    } finally {
      if (run === this.#run) this.isReading = false
    }
  }
}

const loopsIn = (found: readonly OwnLoop[]): Loop[] => found.map(({ loop }) => loop)
