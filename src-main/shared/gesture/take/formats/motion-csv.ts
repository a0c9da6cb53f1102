/**
 * Motion as text: what a gesture is at steady times, and back; and the motion of cameras and phones, as time and angle or time
 * and a marker's place. The first line names its columns:
 *   time_s (or time, t, time_ms)  with  turns, degrees, radians or angle (degrees)  and perhaps fader, touch
 *   time_s  with  x, y and perhaps z: a marker that goes round. Its angle is taken in the plane in which it moves most.
 */
import { fail } from "#shared/contract/errors.ts"
import { faderAt, turnsAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture, PositionPoint } from "../gesture.ts"
import { turnsOfMarker, type Place } from "./marker-angle.ts"

const PER_TURN: Readonly<Record<string, number>> = {
  ...{ turns: 1, positionturns: 1, degrees: 360, deg: 360, angle: 360, angle_deg: 360 },
  ...{ radians: 2 * Math.PI, rad: 2 * Math.PI, angle_rad: 2 * Math.PI },
}
const PER_SECOND: Readonly<Record<string, number>> = {
  ...{ time_s: 1, time: 1, t: 1, seconds: 1, timeseconds: 1 },
  ...{ time_ms: 1000, ms: 1000, time_us: 1e6, microseconds: 1e6 },
}
const MOST_OFFSET_SECONDS = 3600
const MOST_ROWS = 20_000_000

interface Table {
  file: string
  columns: string[]
  rows: { line: number; cells: string[] }[]
}

/** @throws StudioError invalid-input, naming `file` and the line (from 1) */
export function gestureFromMotionCsv(text: string, file: string): Gesture {
  const table = tableOf(text, file)
  const time =
    columnOf(table, PER_SECOND) ?? fail("invalid-input", `${file}, line 1: no column of time`)
  const angle = columnOf(table, PER_TURN)
  const seconds = table.rows.map((row) => cellOf(table, row, time.at) / time.scale)
  for (const [i, at] of seconds.entries())
    if (i > 0 && at < seconds[i - 1]!)
      fail("invalid-input", `${file}, line ${table.rows[i]!.line}: the time goes back`)
  const turns = angle
    ? table.rows.map((row) => cellOf(table, row, angle.at) / angle.scale)
    : turnsOfMarker(placesOf(table))
  // Times of the day or of the epoch are no times of a gesture: it begins with its first.
  const first = seconds[0] ?? 0
  const start = first < 0 || first > MOST_OFFSET_SECONDS ? first : 0
  const points = seconds.map((at, i): PositionPoint => ({
    ...{ timeSeconds: at - start, positionTurns: turns[i]! },
  }))
  return {
    durationSeconds: points.at(-1)?.timeSeconds ?? 0,
    points,
    fader: faderOf(table, points),
    touches: touchesOf(table, points),
  }
}

/** @param rateHz rows a second */
export function motionCsvOf(gesture: Gesture, rateHz = 1000): string {
  const count = Math.min(MOST_ROWS, Math.floor(gesture.durationSeconds * rateHz + 1e-6) + 1)
  const lines = Array.from({ length: count }, (_, i) => {
    const at = i / rateHz
    const isTouched = gesture.touches.some(
      ({ startSeconds, endSeconds }) => at >= startSeconds && at < endSeconds,
    )
    const fader = faderAt(gesture, at)
    const cells = [at, rounded(turnsAt(gesture, at)), fader === undefined ? "" : rounded(fader)]
    return [...cells, isTouched ? 1 : 0].join(",")
  })
  return `${["time_s,turns,fader,touch", ...lines].join("\n")}\n`
}

/** A millionth of a turn is two microseconds of record. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

function tableOf(text: string, file: string): Table {
  const lines = text.replace(/^\uFEFF/, "").split("\n")
  if (lines.length > MOST_ROWS) fail("invalid-input", `${file} has more lines than any session`)
  const [head = "", ...rest] = lines
  const separator = [";", "\t"].find((each) => head.includes(each)) ?? ","
  const split = (line: string): string[] => line.split(separator).map((cell) => cell.trim())
  const rows = rest.flatMap((line, i) =>
    line.trim() === "" ? [] : [{ line: i + 2, cells: split(line) }],
  )
  if (rows.length === 0) fail("invalid-input", `${file} holds no motion`)
  return { file, rows, columns: split(head).map((name) => name.toLowerCase()) }
}

function columnOf(
  { columns }: Table,
  scales: Readonly<Record<string, number>>,
): { at: number; scale: number } | undefined {
  const at = columns.findIndex((name) => Object.hasOwn(scales, name))
  return at < 0 ? undefined : { at, scale: scales[columns[at]!]! }
}

function cellOf(
  { file, columns }: Table,
  { line, cells }: Table["rows"][number],
  at: number,
): number {
  const value = Number(cells[at])
  if (
    cells[at] === undefined ||
    cells[at] === "" ||
    !Number.isFinite(value) ||
    Math.abs(value) > 1e16
  )
    fail(
      "invalid-input",
      `${file}, line ${line}: ${columns[at] ?? ""} "${cells[at] ?? ""}" is no number`,
    )
  return value
}

function placesOf(table: Table): Place[] {
  const [x, y, z] = ["x", "y", "z"].map((name) => table.columns.indexOf(name)) as [
    number,
    number,
    number,
  ]
  if (x < 0 || y < 0)
    fail(
      "invalid-input",
      `${table.file}, line 1: no column of an angle (turns, degrees, radians) nor x and y`,
    )
  return table.rows.map((row) => [
    cellOf(table, row, x),
    cellOf(table, row, y),
    z < 0 ? 0 : cellOf(table, row, z),
  ])
}

function faderOf(table: Table, points: readonly PositionPoint[]): FaderPoint[] {
  const at = table.columns.indexOf("fader")
  const fader: FaderPoint[] = []
  for (const [i, row] of table.rows.entries()) {
    if (at < 0 || (row.cells[at] ?? "") === "") continue
    const value = Math.max(0, Math.min(1, cellOf(table, row, at)))
    if (fader.at(-1)?.value !== value) fader.push({ timeSeconds: points[i]!.timeSeconds, value })
  }
  return fader
}

function touchesOf(table: Table, points: readonly PositionPoint[]) {
  const at = table.columns.indexOf("touch")
  const touches: { startSeconds: number; endSeconds: number }[] = []
  let since: number | undefined
  for (const [i, row] of table.rows.entries()) {
    const isDown = at >= 0 && /^(1|true)$/i.test(row.cells[at] ?? "")
    if (isDown) since ??= points[i]!.timeSeconds
    else if (since !== undefined) {
      touches.push({ startSeconds: since, endSeconds: points[i]!.timeSeconds })
      since = undefined
    }
  }
  if (since !== undefined)
    touches.push({ startSeconds: since, endSeconds: points.at(-1)!.timeSeconds })
  return touches
}
