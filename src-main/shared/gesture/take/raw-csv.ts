/**
 * Raw recordings as text, a line an event: `microseconds,hex bytes`, such as `10250,B0 22 41`, and where there is more than
 * one device its port behind another comma. A line of headings and empty lines may stand in it.
 */
import { fail } from "#shared/contract/errors.ts"
import type { RawEvent } from "../decode/raw-event.ts"
import { bytesOfHex, hexOfBytes } from "./bytes.ts"

const HEX_BYTES = /^[\dA-F]{2}(?: ?[\dA-F]{2})*$/i
const WHOLE = /^-?\d+$/
/** Clocks of arrival may be read out of order by a hair; more is another recording. */
const MOST_BACK_MICROS = 50_000
const LONGEST_MESSAGE = 65_536

/** @throws StudioError invalid-input, naming `file` and the line (from 1) */
export function parseRawCsv(text: string, file: string): RawEvent[] {
  const events: RawEvent[] = []
  let latest = -Infinity
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/^\uFEFF/, "").trim()
    if (line === "" || (events.length === 0 && isHeading(line))) continue
    const refuse = (problem: string): never =>
      fail("invalid-input", `${file}, line ${index + 1}: ${problem}`)
    const event = parseLine(line, refuse)
    if (event.atMicros < latest - MOST_BACK_MICROS)
      refuse(`the time goes back from ${latest} to ${event.atMicros}`)
    latest = Math.max(latest, event.atMicros)
    events.push(event)
  }
  if (events.length === 0) fail("invalid-input", `${file} holds no events`)
  return events
}

function parseLine(line: string, refuse: (problem: string) => never): RawEvent {
  const comma = line.indexOf(",")
  const second = line.indexOf(",", comma + 1)
  const time = (comma < 0 ? line : line.slice(0, comma)).trim()
  const hex =
    comma < 0 ? undefined : unquoted(line.slice(comma + 1, second < 0 ? undefined : second))
  const port = second < 0 ? "" : line.slice(second + 1).trim()
  if (!WHOLE.test(time)) refuse(`"${shortened(time)}" is no time in whole microseconds`)
  const atMicros = Number(time)
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

/** Spreadsheets put text between quotes. */
const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/, "$1")

/** Words, no numbers. */
const isHeading = (line: string): boolean => /^[a-z_"(]/i.test(line) && !/^[\dA-F]{2} /i.test(line)

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
