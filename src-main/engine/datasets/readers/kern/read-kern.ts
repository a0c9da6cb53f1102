/**
 * Humdrum `**kern` scores (humdrum.org, "The kern representation"): columns are parts, lines are moments. Ties are joined, grace
 * notes are short notes before their main ones, and repeats are as they are written: every bar once.
 */
import { fail } from "#shared/contract/errors.ts"
import { metersOfBars, type WrittenBar } from "../meters.ts"
import type { Score, ScorePart } from "../score.ts"
import { programOf } from "./instruments.ts"
import { Spines } from "./spines.ts"
import { type KernNote, readToken } from "./token.ts"

const VELOCITY = 80
const GRACE_TICKS = 120
/** Sums of tuplets differ in their last digits. */
const NEAR_TICKS = 0.01
const NEAR_TIE_TICKS = 2

/** @throws StudioError unreadable where it is none, naming the line */
export function readKern(text: string): Score {
  const reader = new KernReader()
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)
  for (const [at, line] of lines.entries()) if (line !== "") reader.read(line, at + 1)
  return reader.score()
}

interface Part extends ScorePart {
  /** By pitch, notes that are tied to a next one. */
  tied: Map<number, ScorePart["notes"][number]>
  /** Notes of the graces that wait for the moment's main notes, in their order. */
  graces: KernNote[][]
}

class KernReader {
  #spines = new Spines()
  #parts: Part[] = []
  #title = ""
  #tempos: Score["tempos"] = []
  #bars: WrittenBar[] = []
  #meter = { numerator: 4, denominator: 4 }
  #nowTicks = 0
  #barTicks = 0

  read(line: string, number: number): void {
    const tokens = line.split("\t")
    const isBegun = this.#spines.spines.length > 0
    if (isBegun && !line.startsWith("!")) this.#spines.check(tokens, number)
    if (line.startsWith("!")) this.#readComment(line)
    else if (!isBegun) this.#begin(tokens)
    else if (line.startsWith("*")) this.#readInterpretations(tokens)
    else if (line.startsWith("=")) this.#endBar()
    else this.#readMoment(tokens)
  }

  score(): Score {
    if (this.#parts.length === 0) fail("unreadable", "It has no **kern column")
    this.#placeGraces()
    this.#nowTicks = Math.max(this.#nowTicks, ...this.#spines.spines.map((each) => each.endTicks))
    this.#endBar()
    return {
      title: this.#title,
      parts: this.#parts.map(({ program, notes }) => ({ program, notes })),
      meters: metersOfBars(this.#bars),
      tempos: this.#tempos,
    }
  }

  #begin(tokens: readonly string[]): void {
    if (!tokens[0]?.startsWith("**")) fail("unreadable", "It does not begin with **kern columns")
    this.#spines.begin(tokens)
    this.#addParts()
  }

  #addParts(): void {
    while (this.#parts.length < this.#spines.parts)
      this.#parts.push({ program: 0, notes: [], tied: new Map(), graces: [] })
  }

  #readComment(line: string): void {
    const [, title = ""] = /^!!!OTL[^:]*:\s*(.+)/.exec(line) ?? []
    if (this.#title === "") this.#title = title.trim().slice(0, 200)
  }

  #readInterpretations(tokens: readonly string[]): void {
    for (const [at, token] of tokens.entries()) {
      const { part } = this.#spines.spines[at]!
      const program = programOf(token)
      if (part !== null && program !== undefined) this.#parts[part]!.program = program
    }
    const meter = firstMatch(tokens, /^\*M(\d{1,3})\/(\d{1,3})/)
    if (meter) this.#meter = { numerator: Number(meter[1]), denominator: Number(meter[2]) }
    const tempo = firstMatch(tokens, /^\*MM(\d{1,4}(?:\.\d{1,4})?)/)
    if (tempo) this.#tempos.push({ startTicks: this.#nowTicks, bpm: Number(tempo[1]) })
    this.#spines.change(tokens)
    this.#addParts()
  }

  #endBar(): void {
    const lengthTicks = this.#nowTicks - this.#barTicks
    if (lengthTicks > NEAR_TICKS)
      this.#bars.push({ startTicks: this.#barTicks, lengthTicks, ...this.#meter })
    this.#barTicks = this.#nowTicks
  }

  #readMoment(tokens: readonly string[]): void {
    let isTold = false
    for (const [at, spine] of this.#spines.spines.entries()) {
      const text = tokens[at]!
      const token = spine.part === null || text === "." ? undefined : readToken(text)
      if (!token) continue
      const part = this.#parts[spine.part!]!
      if (token.isGrace) {
        part.graces.push(token.notes)
        continue
      }
      isTold = true
      spine.endTicks = this.#nowTicks + token.lengthTicks
      for (const note of token.notes) this.#sound(part, note)
    }
    // A line of grace notes, or of words alone, takes no time.
    if (!isTold) return
    this.#placeGraces()
    const ends = this.#spines.spines.map(({ endTicks }) => endTicks)
    const next = Math.min(...ends.filter((ticks) => ticks > this.#nowTicks + NEAR_TICKS))
    if (Number.isFinite(next)) this.#nowTicks = next
  }

  #sound(part: Part, { pitch, lengthTicks, tie }: KernNote): void {
    const startTicks = this.#nowTicks
    const open = part.tied.get(pitch)
    const isMore =
      (tie === "middle" || tie === "end") &&
      open &&
      Math.abs(open.startTicks + open.lengthTicks - startTicks) < NEAR_TIE_TICKS
    const note = isMore ? open : { startTicks, lengthTicks, pitch, velocity: VELOCITY }
    if (isMore) note.lengthTicks = startTicks + lengthTicks - note.startTicks
    else part.notes.push(note)
    if (tie === "start" || tie === "middle") part.tied.set(pitch, note)
    else part.tied.delete(pitch)
  }

  #placeGraces(): void {
    for (const part of this.#parts) {
      for (const [at, notes] of part.graces.entries()) {
        const before = (part.graces.length - at) * GRACE_TICKS
        const startTicks = Math.max(0, this.#nowTicks - before)
        for (const { pitch } of notes)
          part.notes.push({ startTicks, lengthTicks: GRACE_TICKS, pitch, velocity: VELOCITY })
      }
      part.graces = []
    }
  }
}

function firstMatch(tokens: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  for (const token of tokens) {
    const found = pattern.exec(token)
    if (found) return found
  }
  return undefined
}
