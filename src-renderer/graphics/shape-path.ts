/** The eight cluster shapes as outlines, for canvas and SVG. Unit radius, y down; the GPU's are in point-shader.ts. */
import type { Shape } from "./palette.ts"

const polygon = (corners: number, turn: number, radius = 1): [number, number][] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i / corners) * 2 * Math.PI
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })

const UP = -Math.PI / 2
const ARM = 0.36

const CORNERS: Partial<Record<Shape, readonly (readonly [number, number])[]>> = {
  diamond: polygon(4, 0),
  square: polygon(4, Math.PI / 4),
  triangle: polygon(3, UP),
  hexagon: polygon(6, 0),
  star: polygon(5, UP).flatMap((point, i) => [
    point,
    polygon(5, UP + Math.PI / 5, 0.46)[i] ?? ([0, 0] as const),
  ]),
  plus: [
    [-ARM, -1],
    [ARM, -1],
    [ARM, -ARM],
    [1, -ARM],
    [1, ARM],
    [ARM, ARM],
    [ARM, 1],
    [-ARM, 1],
    [-ARM, ARM],
    [-1, ARM],
    [-1, -ARM],
    [-ARM, -ARM],
  ],
}

/** SVG path data of a shape in a square of `size`, with a pixel of room. A ring is a disc with a hole (even-odd). */
export function shapePath(shape: Shape, size: number): string {
  const middle = size / 2
  const radius = middle - 0.5
  const corners = CORNERS[shape]
  if (corners) {
    const points = corners.map(
      ([x, y]) => `${round(middle + x * radius)} ${round(middle + y * radius)}`,
    )
    return `M${points.join("L")}Z`
  }
  const circle = (r: number): string =>
    `M${round(middle - r)} ${middle}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`
  return shape === "ring" ? circle(radius) + circle(radius * 0.5) : circle(radius)
}

const round = (value: number): number => Math.round(value * 100) / 100
