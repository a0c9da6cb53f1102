/** Tables of numbers as text: comma, semicolon, tab or spaces between the cells, at most one line of headings. */
import { fail } from "#shared/contract/errors.ts"

export interface NumberTable {
  /** Row by row. */
  data: Float32Array
  count: number
  dims: number
}

interface Row {
  /** As an editor or a spreadsheet counts, from 1. */
  number: number
  cells: string[]
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i

/** `name` is what messages call the table. Throws invalid-input, naming the row and the column. */
export function parseNumberTable(text: string, name: string): NumberTable {
  const rows = split(text)
  if (rows[0] && isHeading(rows[0].cells)) rows.shift()
  const dims = rows[0]?.cells.length ?? 0
  if (dims === 0) fail("invalid-input", `${name} holds no numbers`)
  const data = new Float32Array(rows.length * dims)
  for (const [index, { number, cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const problem = problemOf(cell)
      if (problem) fail("invalid-input", `${name}: row ${number}, column ${column + 1} ${problem}`)
      data[index * dims + column] = Number(cell)
    }
    if (cells.length !== dims)
      fail(
        "invalid-input",
        `${name}: row ${number} has ${cells.length} numbers, the first has ${dims}`,
      )
  }
  return { data, count: rows.length, dims }
}

function split(text: string): Row[] {
  const rows: { number: number; line: string }[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== "") rows.push({ number: index + 1, line: line.replace(/^\uFEFF/, "") })
  }
  const separator = separatorOf(rows[0]?.line ?? "")
  return rows.map(({ number, line }) => ({
    number,
    cells: (separator === " " ? line.trim().split(/\s+/) : line.split(separator)).map((cell) =>
      cell.trim(),
    ),
  }))
}

/** Semicolons first: where they part the cells, commas may stand within a number. */
const separatorOf = (line: string): string =>
  [";", "\t", ","].find((separator) => line.includes(separator)) ?? " "

/** A row of which no cell was meant as a number. */
const isHeading = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell !== "") &&
  cells.every((cell) => cell === "" || (Number.isNaN(Number(cell)) && !NOT_FINITE.test(cell)))

function problemOf(cell: string): string | undefined {
  if (cell === "") return "is empty"
  if (!NUMBER.test(cell)) return `is not a number: ${cell}`
  return Number.isFinite(Math.fround(Number(cell))) ? undefined : `is too large: ${cell}`
}
