/** Where in a line of a raw recording its time and its bytes stand, as its headings say it. */

export interface Columns {
  microsPerUnit: number
  /** Times may be parts of the unit: only where headings name it. */
  hasParts: boolean
  /** Time, bytes and port of a line. */
  cells: (line: string) => (string | undefined)[]
}

const SEPARATORS = /[,;\t]/
const TIME = /time|sec|micro|^[um\u00B5\u03BC]?s$|^t$/
const BYTES = /byte|hex|data|midi|message/
const PORT = /port|device|source/

/** `microseconds,bytes`, and the port behind them, which may have commas. */
export const USUAL_COLUMNS: Columns = {
  ...{ microsPerUnit: 1, hasParts: false },
  cells: (line) => {
    const comma = line.indexOf(",")
    const second = line.indexOf(",", comma + 1)
    const bytes = comma < 0 ? undefined : line.slice(comma + 1, second < 0 ? undefined : second)
    const time = comma < 0 ? line : line.slice(0, comma)
    return [time.trim(), bytes && unquoted(bytes), second < 0 ? "" : line.slice(second + 1).trim()]
  },
}

/** @param heading its line; where it names no time or no bytes they stand as usual */
export function columnsOf(heading: string): Columns {
  const separator = SEPARATORS.exec(heading)?.[0] ?? ","
  const names = heading.split(separator).map((name) => unquoted(name).toLowerCase())
  const bytes = names.findIndex((name) => BYTES.test(name))
  const time = names.findIndex((name, i) => i !== bytes && TIME.test(name))
  if (time < 0 || bytes < 0) return USUAL_COLUMNS
  const units = { microsPerUnit: microsPer(names[time]!), hasParts: true }
  if (separator === "," && time === 0 && bytes === 1) return { ...USUAL_COLUMNS, ...units }
  const port = names.findIndex((name) => PORT.test(name))
  const order = [time, bytes, port]
  return {
    ...units,
    cells: (line) => {
      const cells = line.split(separator)
      return order.map((at) => (cells[at] === undefined ? undefined : unquoted(cells[at])))
    },
  }
}

function microsPer(name: string): number {
  if (/milli|ms\b/.test(name)) return 1e3
  if (/micro|[u\u00B5\u03BC]s(ec)?\b/.test(name)) return 1
  return /sec|(?:^|[^a-z])s\b/.test(name) ? 1e6 : 1
}

/** Spreadsheets put text between quotes. */
const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/, "$1")
