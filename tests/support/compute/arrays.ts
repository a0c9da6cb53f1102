/** Tensors in double precision with their elements by position: slow, short, and plain enough to be believed. */
import type { Shape } from "#engine/compute/index.ts"

export interface Doubles {
  shape: Shape
  data: Float64Array
}

type Position = readonly number[]

const size = (shape: Shape): number => shape.reduce((product, each) => product * each, 1)

export function* positionsOf(shape: Shape): Generator<Position> {
  const position = shape.map(() => 0)
  for (let i = 0; i < size(shape); i++) {
    yield [...position]
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis]!++
      if (position[axis]! < shape[axis]!) break
      position[axis] = 0
    }
  }
}

export const offsetOf = (shape: Shape, position: Position): number =>
  position.reduce((offset, index, axis) => offset * shape[axis]! + index, 0)

export const at = ({ shape, data }: Doubles, position: Position): number =>
  data[offsetOf(shape, position)]!

export const build = (shape: Shape, of: (position: Position) => number): Doubles => ({
  shape,
  data: Float64Array.from(positionsOf(shape), (position) => of(position)),
})

/** An element as broadcasting sees it: axes from the last, sizes of 1 repeated. */
export const atBroadcast = (x: Doubles, position: Position): number =>
  at(
    x,
    x.shape.map((length, axis) =>
      length === 1 ? 0 : position[axis + position.length - x.shape.length]!,
    ),
  )

/** Folds the elements along some axes, which stay with size 1. */
export function fold(
  x: Doubles,
  axes: readonly number[],
  combine: (all: number[]) => number,
): Doubles {
  const shape = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
  const groups = build(shape, () => 0)
  const members = Array.from(groups.data, (): number[] => [])
  for (const position of positionsOf(x.shape)) {
    const place = position.map((index, axis) => (axes.includes(axis) ? 0 : index))
    members[offsetOf(shape, place)]!.push(at(x, position))
  }
  return { shape, data: Float64Array.from(members, combine) }
}

export const sumOf = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0)
