/**
 * Raw recordings as text, a line an event: `microseconds,hex bytes`, such as `10250,B0 22 41`, and where there is more than
 * one device its port behind another comma. Empty lines may stand in it, and a line of headings, which may say another order or
 * unit of time: `bytes;seconds`.
 */
import { fail } from "#shared/contract/errors.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import { bytesOfHex, hexOfBytes } from "./bytes.ts"
import { columnsOf, USUAL_COLUMNS, type Columns } from "./raw-columns.ts"

const HEX_BYTES = /^[\dA-F]{2}(?: ?[\dA-F]{2})*$/i
const WHOLE = /^-?\d+$/
const DECIMAL = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i
/** Clocks of arrival may be read out of order by a hair; more is another recording. */
const MOST_BACK_MICROS = 50_000
const LONGEST_MESSAGE = 65_536

/** @throws StudioError invalid-input, naming `file` and the line (from 1) */
export function parseRawCsv(text: string, file: string): RawEvent[] {
  const events: RawEvent[] = []
  let latest = -Infinity
  let columns = USUAL_COLUMNS
  // Not split at once: an hour has millions of lines.
  for (let index = 0, from = 0; from <= text.length; index++) {
    const next = text.indexOf("\n", from)
    const end = next < 0 ? text.length : next
    const line = text
      .slice(from, end)
      .replace(/^\uFEFF/, "")
      .trim()
    from = end + 1
    if (line === "") continue
    if (events.length === 0 && isHeading(line)) {
      columns = columnsOf(line)
      continue
    }
    const refuse = (problem: string): never =>
      fail("invalid-input", `${file}, line ${index + 1}: ${problem}`)
    const event = parseLine(columns.cells(line), columns, refuse)
    if (event.atMicros < latest - MOST_BACK_MICROS)
      refuse(`the time goes back from ${latest} to ${event.atMicros}`)
    latest = Math.max(latest, event.atMicros)
    events.push(event)
  }
  if (events.length === 0) fail("invalid-input", `${file} holds no events`)
  return events
}

function parseLine(
  [time = "", hex, port = ""]: readonly (string | undefined)[],
  { microsPerUnit, hasParts }: Columns,
  refuse: (problem: string) => never,
): RawEvent {
  if (!(hasParts ? DECIMAL : WHOLE).test(time))
    refuse(`"${shortened(time)}" is no time in whole microseconds`)
  const atMicros = Math.round(Number(time) * microsPerUnit)
  if (!Number.isSafeInteger(atMicros)) refuse(`${shortened(time)} microseconds are too many`)
  if (hex === undefined) return refuse("a comma and the bytes are missing")
  if (!HEX_BYTES.test(hex)) refuse(`"${shortened(hex)}" are no bytes in hex, such as B0 22 41`)
  if (hex.length > 3 * LONGEST_MESSAGE) refuse("more bytes than a message has")
  return { atMicros, bytes: bytesOfHex(hex), ...(port === "" ? {} : { port }) }
}

export function rawCsv(events: readonly RawEvent[]): string {
  const hasPorts = events.some(({ port }) => port !== undefined)
  const lines = events.map(
    ({ atMicros, bytes, port }) =>
      `${atMicros},${hexOfBytes(bytes)}${hasPorts ? `,${(port ?? "").replace(/\s+/g, " ")}` : ""}`,
  )
  return `${[`microseconds,bytes${hasPorts ? ",port" : ""}`, ...lines].join("\n")}\n`
}

/** Words, no numbers. */
const isHeading = (line: string): boolean =>
  /^[a-z_"(]/i.test(line) && !/^"?[\dA-F]{2} /i.test(line)

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
