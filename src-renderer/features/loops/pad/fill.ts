/** Corners, and what lies between them. */
import type { LoopCell, LoopModel, LoopPoint } from "#shared/contract/index.ts"
import type { Corner, LoopsState } from "../loops-state.svelte.ts"
import { ownLoops } from "../model/own-loops.ts"
import { cellOfCorner, cornerCount, nearestCorner, type Size } from "../model/palette.ts"
import { listen } from "./hear.ts"
import { asStep } from "./pad-steps.ts"

/** Fetches the models, melodies first, and fills the pad, where that was not done before. */
export async function wake(loops: LoopsState): Promise<void> {
  if (loops.models === null) {
    const models = await loops.attempt(() => loops.studio.engine["loops.models"]({}))
    if (!models) return
    loops.models = models.toSorted(
      (a, b) => Number(b.kind === "melody") - Number(a.kind === "melody"),
    )
  }
  await complete(loops)
}

/** Gives every corner a loop, keeping those that have one in the model's space: a pad may be of a model that was made again. */
async function complete(loops: LoopsState): Promise<void> {
  const { model, grid } = loops
  if (!model) return
  loops.corners = loops.corners.filter(({ point }) => point.latent.length === model.dimensions)
  const wanted = cornerCount(grid)
  const missing = wanted - loops.corners.length
  if (missing > 0) {
    const fresh = await loops.attempt(() => sampled(loops, model, missing))
    if (!fresh || loops.model !== model) return
    loops.corners = [...loops.corners, ...fresh]
  }
  await fill(loops)
}

/** All cells at once. What is asked later wins. */
async function fill(loops: LoopsState): Promise<void> {
  const { model, grid } = loops
  if (!model) return
  const asked = ++loops.asked
  const corners = loops.corners.slice(0, cornerCount(grid)).map(({ point }) => point)
  const { cornerColumns, columns, rows } = grid
  const { key } = loops.sounding()
  const cells = await loops.attempt(() =>
    loops.studio.engine["loops.between"]({
      ...{ modelId: model.id, corners, cornerColumns, columns, rows, key },
    }),
  )
  if (!cells || asked !== loops.asked) return
  loops.cells = cells
  loops.path = loops.path.map((step) =>
    step.at === null ? step : { ...step, cell: cells[step.at]! },
  )
  redraw(loops)
  loops.forgetChanges()
  listen(loops)
}

/** The path that was kept, over the cells that it went over. */
function redraw(loops: LoopsState): void {
  const kept = loops.pathToRecall
  loops.pathToRecall = []
  if (kept.length > 0)
    loops.path = kept.flatMap((at) => {
      const cell = loops.cells[at]
      return cell ? { cell, at } : []
    })
}

export const rekey = (loops: LoopsState, isInKey: boolean): Promise<void> =>
  asStep(loops, isInKey ? "Loops in the song's key" : "Loops in their own key", async () => {
    loops.isInKey = isInKey
    await fill(loops)
  })

export const exchangeModel = (loops: LoopsState, id: LoopModel["id"]): Promise<void> =>
  asStep(loops, "Another model", async () => {
    loops.choose(id)
    await complete(loops)
  })

export const resize = (loops: LoopsState, size: Size): Promise<void> =>
  asStep(loops, `Pad of ${size.replace("x", " × ")} corners`, async () => {
    loops.resize(size)
    await complete(loops)
  })

async function sampled(loops: LoopsState, model: LoopModel, count: number): Promise<Corner[]> {
  const seed = nextSeed(loops)
  const key = loops.sounding().key ?? 0
  const found = await loops.studio.engine["loops.sample"]({ modelId: model.id, count, seed, key })
  return found.map(({ point }, i) => ({ name: `Random ${seed}.${i + 1}`, isOwn: false, point }))
}

const nextSeed = (loops: LoopsState): number => loops.seed++

/** Puts a loop into a corner. */
export const put = (loops: LoopsState, corner: number, given: Corner): Promise<void> =>
  asStep(loops, `Put ${given.name} into a corner`, () => fillCorner(loops, corner, given))

async function fillCorner(loops: LoopsState, corner: number, given: Corner): Promise<void> {
  loops.corners = loops.corners.with(corner, given)
  loops.at = cellOfCorner(loops.grid, corner)
  await fill(loops)
}

/** Another loop in the corner nearest to what is chosen. */
export const randomise = (loops: LoopsState): Promise<void> =>
  asStep(loops, "Random loop", async () => {
    const { model } = loops
    if (!model) return
    const corner = nearestCorner(loops.grid, loops.at)
    const fresh = await loops.attempt(() => sampled(loops, model, 1))
    if (fresh?.[0]) await fillCorner(loops, corner, fresh[0])
  })

export const randomiseAll = (loops: LoopsState): Promise<void> =>
  asStep(loops, "Random loops in all corners", async () => {
    loops.corners = []
    await complete(loops)
  })

/** Puts something near what is chosen into the corner nearest to it. */
export const mutate = (loops: LoopsState): Promise<void> =>
  asStep(loops, "Mutate the loop", () => vary(loops))

async function vary(loops: LoopsState): Promise<void> {
  const { model, shown } = loops
  if (!model || !shown) return
  const seed = nextSeed(loops)
  const corner = nearestCorner(loops.grid, loops.at)
  const { point } = shown
  const varied = await loops.attempt(() =>
    loops.studio.engine["loops.vary"]({ modelId: model.id, point, seed }),
  )
  if (!varied?.[0]) return
  const { point: found } = varied[0]
  await fillCorner(loops, corner, { name: `Variation ${seed}`, isOwn: false, point: found })
}

/** Cuts the selected clips into loops and puts them into the corners, the first into the first. */
export const takeClips = (loops: LoopsState): Promise<void> =>
  asStep(loops, "Corners from the selected clips", () => fillFromClips(loops))

async function fillFromClips(loops: LoopsState): Promise<void> {
  const { model, studio, grid } = loops
  if (!model || !studio.project.isOpen) return
  const found = ownLoops(studio.project.project, model, studio.selection.of("clip"))
  const taken = found.slice(0, cornerCount(grid))
  if (taken.length === 0) {
    loops.problem = `The selected clips have no ${model.kind === "drums" ? "drums" : "melody"}: choose others, or another model`
    return
  }
  const given = taken.map(({ loop }) => loop)
  const encoded = await loops.attempt(() =>
    studio.engine["loops.encode"]({ modelId: model.id, loops: given }),
  )
  if (!encoded) return
  const own = encoded.map(({ point }, i): Corner => ({
    name: taken[i]!.name,
    isOwn: !taken[i]!.isMade,
    point,
  }))
  loops.corners = [...own, ...loops.corners.slice(own.length)]
  await complete(loops)
}

/** What the sliders made, into the corner nearest to it. */
export async function keepAdjusted(loops: LoopsState): Promise<void> {
  const { adjusted } = loops
  if (!adjusted) return
  const corner = nearestCorner(loops.grid, loops.at)
  await put(loops, corner, { name: "Adjusted", isOwn: false, point: adjusted.point })
}

const WAY_STEPS = 5

/** A way from one marked loop to the other becomes the path. */
export const between = (loops: LoopsState): Promise<void> =>
  asStep(loops, "A way between two loops", () => fillWay(loops))

async function fillWay(loops: LoopsState): Promise<void> {
  const { model, marked, cells } = loops
  const ends = marked.flatMap((at): LoopPoint | [] => cells[at]?.point ?? [])
  if (!model || ends.length !== 2) return
  const shape = { cornerColumns: 2, columns: WAY_STEPS, rows: 1, key: loops.sounding().key }
  const way: LoopCell[] | undefined = await loops.attempt(() =>
    loops.studio.engine["loops.between"]({ modelId: model.id, corners: ends, ...shape }),
  )
  if (way) loops.path = way.map((cell) => ({ cell, at: null }))
}
