/** A table of numbers as every projection takes it: `count` rows of `dims` finite numbers, row-major. */
import { StudioError } from "#shared/contract/errors.ts"

export interface Points {
  /** count x dims, row-major, already standardised where the columns have different units. */
  data: Float32Array
  count: number
  dims: number
}

export type OutputDims = 2 | 3

const MAXIMUM_DIMS = 2048

/** @throws StudioError invalid-input, naming the first bad row and column. */
export function checkPoints({ data, count, dims }: Points): void {
  if (!Number.isInteger(count) || count < 0) invalid(`${count} points cannot be mapped`)
  if (!Number.isInteger(dims) || dims < 1 || dims > MAXIMUM_DIMS) {
    invalid(`Points need 1 to ${MAXIMUM_DIMS} numbers each, these have ${dims}`)
  }
  if (data.length !== count * dims) {
    invalid(`${count} points of ${dims} numbers need ${count * dims} numbers, not ${data.length}`)
  }
  const bad = data.findIndex((value) => !(Math.abs(value) < LARGEST))
  if (bad < 0) return
  const place = `row ${Math.floor(bad / dims) + 1}, column ${(bad % dims) + 1}`
  invalid(`The number ${data[bad]} at ${place} cannot be mapped`)
}

/** Beyond this a squared distance would overflow 32-bit floats. */
const LARGEST = 1e15

function invalid(message: string): never {
  throw new StudioError("invalid-input", message)
}
