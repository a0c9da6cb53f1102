/** A notation as one SVG document: rows below each other, black on white, normal speed at 45 degrees. */
import { techniqueShort, UNSURE } from "../technique-words.ts"
import type { Notation, NotationBracket, NotationPoint } from "./model.ts"
import { stavesOf, type Staff, type StavesOptions } from "./staves.ts"

export interface SvgOptions extends StavesOptions {
  /** Note values below the staff. */
  hasRhythm?: boolean
}

/** To the right as upwards: that is what makes normal speed 45 degrees. */
const PX_PER_SECOND = 240
const MARGIN_PX = 24
const TITLE_PX = 44
const HEAD_PX = 40
const FOOT_PX = 26
const RHYTHM_PX = 16
/** Of a letter, about. */
const LETTER_PX = 6.2
const VALUE_LETTER_PX = 6

const STYLE = [
  "text{font:11px 'Instrument Sans',system-ui,sans-serif;fill:#1c1c1c}",
  ".title{font-size:17px;font-weight:600}.note,.bar,.value{fill:#6b6b6b}.value{font-size:9px}",
  "path{fill:none;stroke-linejoin:round;stroke-linecap:butt}.line{stroke:#1c1c1c;stroke-width:2.2}",
  ".grid line{stroke:#cfcfcf;stroke-width:.75}.grid .barline{stroke:#7d7d7d;stroke-width:1.25}",
  ".bracket{stroke:#7d7d7d;stroke-width:1}circle{fill:#1c1c1c;stroke:#fff;stroke-width:1}",
].join("")

export function notationSvg(notation: Notation, options: SvgOptions = {}): string {
  const { rows, reachSeconds, endSeconds } = stavesOf(notation, options)
  const staffPx = reachSeconds * PX_PER_SECOND
  const rowPx = HEAD_PX + staffPx + FOOT_PX + (options.hasRhythm ? RHYTHM_PX : 0)
  const widest = rows.reduce((most, row) => Math.max(most, row.endSeconds - row.startSeconds), 0)
  const width = round(2 * MARGIN_PX + widest * PX_PER_SECOND)
  const height = round(TITLE_PX + rows.length * rowPx + MARGIN_PX)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(notation.title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text class="title" x="${MARGIN_PX}" y="28">${escaped(notation.title)}</text>`,
    `<text class="note" x="${width - MARGIN_PX}" y="28" text-anchor="end">${noteOf(notation, endSeconds)}</text>`,
    ...rows.map((row, i) => rowSvg(row, TITLE_PX + i * rowPx, staffPx, options.hasRhythm ?? false)),
    "</svg>\n",
  ].join("\n")
}

function noteOf({ beats, durationSeconds }: Notation, endSeconds: number): string {
  const bpm =
    beats && `${beats.isEstimated ? "about " : ""}${Math.round(beats.tempoBpm * 10) / 10} BPM`
  const part = endSeconds < durationSeconds - 0.01 ? `the first ${Math.floor(endSeconds)} s` : ""
  return [part, bpm ?? "a line each second", "slope is speed, gap is fader closed, dot is a click"]
    .filter(Boolean)
    .join(", ")
}

function rowSvg(row: Staff, y: number, staffPx: number, hasRhythm: boolean): string {
  const top = y + HEAD_PX
  const bottom = top + staffPx
  const xOf = (seconds: number): number =>
    round(MARGIN_PX + (seconds - row.startSeconds) * PX_PER_SECOND)
  const yOf = (recordSeconds: number): number => round(bottom - recordSeconds * PX_PER_SECOND)
  const grid = row.grid.map(({ timeSeconds, bar }) => {
    const x = xOf(timeSeconds)
    const kind = bar === null ? "" : ' class="barline"'
    return `<line${kind} x1="${x}" y1="${round(top)}" x2="${x}" y2="${round(bottom)}"/>`
  })
  const edges = [top, bottom].map(
    (at) =>
      `<line x1="${xOf(row.startSeconds)}" y1="${round(at)}" x2="${xOf(row.endSeconds)}" y2="${round(at)}"/>`,
  )
  const bars = row.grid.flatMap(({ timeSeconds, bar }) =>
    bar === null || timeSeconds > row.endSeconds - 0.01
      ? []
      : [`<text class="bar" x="${xOf(timeSeconds) + 3}" y="${round(top - 28)}">${bar}</text>`],
  )
  const d = row.lines.map((line) => pathOf(line, xOf, yOf)).join("")
  return [
    "<g>",
    `<g class="grid">${grid.join("")}${edges.join("")}</g>`,
    ...bars,
    ...row.brackets.map((bracket) => bracketSvg(bracket, row, xOf, top - 12)),
    ...(d ? [`<path class="line" d="${d}"/>`] : []),
    ...row.dots.map(
      (dot) => `<circle cx="${xOf(dot.timeSeconds)}" cy="${yOf(dot.recordSeconds)}" r="3.2"/>`,
    ),
    ...(hasRhythm ? valuesSvg(row, xOf, bottom + 13) : []),
    "</g>",
  ].join("\n")
}

const pathOf = (
  line: readonly NotationPoint[],
  xOf: (seconds: number) => number,
  yOf: (recordSeconds: number) => number,
): string => line.map(([x, y], i) => `${i === 0 ? "M" : "L"}${xOf(x)} ${yOf(y)}`).join("")

function bracketSvg(
  { startSeconds, endSeconds, technique }: NotationBracket,
  row: Staff,
  xOf: (seconds: number) => number,
  y: number,
): string {
  const from = xOf(Math.max(row.startSeconds, startSeconds)) + 1
  const to = xOf(Math.min(row.endSeconds, endSeconds)) - 1
  const words = technique === null ? UNSURE : techniqueShort(technique)
  const wide = words.length * LETTER_PX
  const middle = round((from + to) / 2)
  const tick = (x: number): string => `M${round(x)} ${round(y + 5)}V${round(y)}`
  const hasRoom = to - from > wide + 16
  const arms = hasRoom
    ? `${tick(from)}H${round(middle - wide / 2 - 4)}${tick(to)}H${round(middle + wide / 2 + 4)}`
    : `${tick(from)}H${round(to)}V${round(y + 5)}`
  const lift = hasRoom ? 4 : -4
  return `<path class="bracket" d="${arms}"/><text x="${middle}" y="${round(y + lift)}" text-anchor="middle">${words}</text>`
}

/** Those that have room: of a crab every few. */
function valuesSvg(row: Staff, xOf: (seconds: number) => number, y: number): string[] {
  let free = -Infinity
  return row.sounds.flatMap(({ startSeconds, value }) => {
    const x = xOf(startSeconds)
    if (value === null || x < free) return []
    free = x + value.length * VALUE_LETTER_PX
    return [`<text class="value" x="${x}" y="${round(y)}">${value}</text>`]
  })
}

const round = (value: number): number => Math.round(value * 100) / 100

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
