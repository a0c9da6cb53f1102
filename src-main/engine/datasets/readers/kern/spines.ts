/** The columns of a Humdrum file, which may split, join, change places, begin and end from line to line. */
import { fail } from "#shared/contract/errors.ts"

export interface Spine {
  /** Of the `**kern` columns, from 0; null for others, such as words and dynamics. */
  part: number | null
  /** Where what was told in it last ends. */
  endTicks: number
}

const MOST_SPINES = 256

/** Reads the lines that begin with `*`: which columns there are. */
export class Spines {
  spines: Spine[] = []
  parts = 0

  /** @throws StudioError unreadable where the line has not as many columns as there are */
  check(tokens: readonly string[], line: number): void {
    if (tokens.length === this.spines.length) return
    const [has, wants] = [tokens.length, this.spines.length]
    fail("unreadable", `Line ${line} has ${has} columns where there should be ${wants}`)
  }

  /** The columns from the next line on. */
  change(tokens: readonly string[]): void {
    const next: Spine[] = []
    for (let at = 0; at < tokens.length; at++) {
      const spine = this.spines[at]!
      const token = tokens[at]!
      if (token === "*-") continue
      if (token === "*v") at = this.#join(tokens, at, next)
      else if (token === "*x" && tokens[at + 1] === "*x") next.push(this.spines[++at]!, spine)
      else if (token === "*^") next.push(spine, { ...spine })
      else if (token === "*+") next.push(spine, { part: null, endTicks: 0 })
      else if (token.startsWith("**")) next.push({ ...spine, part: this.#partOf(token) })
      else next.push(spine)
    }
    if (next.length > MOST_SPINES) fail("unreadable", `It has more than ${MOST_SPINES} columns`)
    this.spines = next
  }

  /** The first line of a file, or one after all columns have ended. */
  begin(tokens: readonly string[]): void {
    if (tokens.length > MOST_SPINES) fail("unreadable", `It has more than ${MOST_SPINES} columns`)
    this.spines = tokens.map((token) => ({ part: this.#partOf(token), endTicks: 0 }))
  }

  #partOf(token: string): number | null {
    return token === "**kern" ? this.parts++ : null
  }

  /** Neighbours that join are one column. @returns the last of them */
  #join(tokens: readonly string[], from: number, next: Spine[]): number {
    let last = from
    const { part } = this.spines[from]!
    while (tokens[last + 1] === "*v" && this.spines[last + 1]!.part === part) last++
    const joined = this.spines.slice(from, last + 1)
    next.push({ part, endTicks: Math.max(...joined.map(({ endTicks }) => endTicks)) })
    return last
  }
}
