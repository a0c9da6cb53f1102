/**
 * Where every point is on the screen, in cells, so that pointing, the lasso and the arrow keys ask a few points and not all.
 * Rebuilt when the picture has moved and someone asks; nothing is allocated while the number of points stays.
 */
export const CELL_PX = 24

export interface Placement {
  /** (1 + count + 2) x 4 floats as in the point cloud: x, y, z, radius. */
  from: Float32Array
  to: Float32Array
  glide: number
  /** World to eye and eye to clip, column-major. */
  view: ArrayLike<number>
  projection: ArrayLike<number>
  widthPx: number
  heightPx: number
  /** World radius to px at depth 1. */
  pixels: number
}

export class ScreenIndex {
  readonly count: number
  /** CSS px; a point behind the eye or outside of the stage has x = NaN. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly depth: Float32Array
  readonly radius: Float32Array
  #cells: Int32Array
  #starts = new Int32Array(1)
  #order: Int32Array
  #columns = 0
  #rows = 0

  constructor(count: number) {
    this.count = count
    this.x = new Float32Array(count)
    this.y = new Float32Array(count)
    this.depth = new Float32Array(count)
    this.radius = new Float32Array(count)
    this.#cells = new Int32Array(count)
    this.#order = new Int32Array(count)
  }

  update(placement: Placement): void {
    const { widthPx, heightPx } = placement
    this.#columns = Math.max(1, Math.ceil(widthPx / CELL_PX))
    this.#rows = Math.max(1, Math.ceil(heightPx / CELL_PX))
    const cells = this.#columns * this.#rows
    if (this.#starts.length !== cells + 1) this.#starts = new Int32Array(cells + 1)
    this.#starts.fill(0)
    this.#project(placement)
    for (let i = 0; i < this.count; i++) {
      const cell = this.#cells[i]!
      if (cell >= 0) this.#starts[cell + 1]! += 1
    }
    for (let cell = 0; cell < cells; cell++) this.#starts[cell + 1]! += this.#starts[cell]!
    const shown = this.#starts[cells]!
    // Filled from the end, each cell's end moves down to its start; then all starts stand one place too high.
    for (let i = this.count - 1; i >= 0; i--) {
      const cell = this.#cells[i]!
      if (cell >= 0) this.#order[(this.#starts[cell + 1]! -= 1)] = i
    }
    for (let cell = 0; cell < cells; cell++) this.#starts[cell] = this.#starts[cell + 1]!
    this.#starts[cells] = shown
  }

  /** The point under the pointer: the nearest to the eye of those that it touches, else the closest within `reachPx`. */
  pick(xPx: number, yPx: number, reachPx: number): number {
    let best = -1
    let bestScore = Infinity
    this.#around(xPx, yPx, reachPx + CELL_PX, (i) => {
      const away = Math.hypot(this.x[i]! - xPx, this.y[i]! - yPx)
      const radius = Math.max(this.radius[i]!, 2)
      if (away > radius + reachPx) return
      const score = away <= radius ? this.depth[i]! * 1e-3 : 1e3 + away - radius
      if (score >= bestScore) return
      bestScore = score
      best = i
    })
    return best
  }

  /** Points inside a closed polygon of x, y pairs, in index order. */
  inside(polygon: ArrayLike<number>): number[] {
    const found: number[] = []
    for (let i = 0; i < this.count; i++)
      if (this.#cells[i]! >= 0 && isInside(polygon, this.x[i]!, this.y[i]!)) found.push(i)
    return found
  }

  /** The nearest point that lies in a direction from another one, within 45 degrees of it; -1 where there is none. */
  towards(from: number, directionX: number, directionY: number): number {
    let best = -1
    let bestCost = Infinity
    for (let i = 0; i < this.count; i++) {
      if (i === from || this.#cells[i]! < 0) continue
      const dx = this.x[i]! - this.x[from]!
      const dy = this.y[i]! - this.y[from]!
      const along = dx * directionX + dy * directionY
      const across = Math.abs(dx * directionY - dy * directionX)
      if (along <= 0.5 || across > along) continue
      const cost = along + 2 * across
      if (cost >= bestCost) continue
      bestCost = cost
      best = i
    }
    return best
  }

  #around(xPx: number, yPx: number, reachPx: number, visit: (index: number) => void): void {
    const clamp = (cell: number, cells: number): number => Math.min(cells - 1, Math.max(0, cell))
    const left = clamp(Math.floor((xPx - reachPx) / CELL_PX), this.#columns)
    const right = clamp(Math.floor((xPx + reachPx) / CELL_PX), this.#columns)
    const top = clamp(Math.floor((yPx - reachPx) / CELL_PX), this.#rows)
    const bottom = clamp(Math.floor((yPx + reachPx) / CELL_PX), this.#rows)
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const cell = row * this.#columns + column
        for (let k = this.#starts[cell]!; k < this.#starts[cell + 1]!; k++) visit(this.#order[k]!)
      }
  }

  #cellAt(xPx: number, yPx: number): number {
    const row = Math.min(this.#rows - 1, Math.max(0, (yPx / CELL_PX) | 0))
    return row * this.#columns + Math.min(this.#columns - 1, Math.max(0, (xPx / CELL_PX) | 0))
  }

  #project({ from, to, glide, view, projection, widthPx, heightPx, pixels }: Placement): void {
    const [a, b, c, d] = [view[0]!, view[4]!, view[8]!, view[12]!]
    const [e, f, g, h] = [view[1]!, view[5]!, view[9]!, view[13]!]
    const [k, l, m, n] = [view[2]!, view[6]!, view[10]!, view[14]!]
    const scaleX = (projection[0]! * widthPx) / 2
    const scaleY = (projection[5]! * heightPx) / 2
    const [middleX, middleY] = [widthPx / 2, heightPx / 2]
    const rest = 1 - glide
    for (let i = 0; i < this.count; i++) {
      const at = (i + 1) * 4
      const px = from[at]! * rest + to[at]! * glide
      const py = from[at + 1]! * rest + to[at + 1]! * glide
      const pz = from[at + 2]! * rest + to[at + 2]! * glide
      const depth = -(k * px + l * py + m * pz + n)
      const inverse = depth > 1e-4 ? 1 / depth : NaN
      const x = middleX + (a * px + b * py + c * pz + d) * scaleX * inverse
      const y = middleY - (e * px + f * py + g * pz + h) * scaleY * inverse
      this.x[i] = x
      this.y[i] = y
      this.depth[i] = depth
      const radius = (from[at + 3]! * rest + to[at + 3]! * glide) * pixels * inverse
      this.radius[i] = radius
      // A dot whose middle lies beyond the edge may still reach in: it stands in the cell at the edge.
      const edge = Math.max(2, radius)
      const isShown = x >= -edge && y >= -edge && x < widthPx + edge && y < heightPx + edge
      this.#cells[i] = isShown ? this.#cellAt(x, y) : -1
    }
  }
}

/** Even-odd rule. */
export function isInside(polygon: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false
  const corners = polygon.length / 2
  for (let i = 0, j = corners - 1; i < corners; j = i++) {
    const [xi, yi] = [polygon[i * 2]!, polygon[i * 2 + 1]!]
    const [xj, yj] = [polygon[j * 2]!, polygon[j * 2 + 1]!]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}
