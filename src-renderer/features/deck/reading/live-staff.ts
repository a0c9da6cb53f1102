/** The notation of what is being played, as it grows: lines that scroll by, folded into the staff's height. */
import { StaffFold, type NotationDot, type NotationPoint } from "#shared/scratch/index.ts"
import type { HeardHand } from "./heard-hand.ts"

const SECONDS_PER_TURN = 1.8
const KEPT_SECONDS = 40
const LONGEST_CLICK_SECONDS = 0.15
const REACH = { least: 0.25, usual: 0.4, most: 1.2 }
/** Room above the highest stroke of the last seconds. */
const ROOM = 1.5
const JUDGED_SECONDS = 4
/** For so long without a word somebody else had the record: the pen is lifted. */
const AWAY_SECONDS = 0.3

export class LiveStaff {
  lines: NotationPoint[][] = []
  dots: NotationDot[] = []
  #fold = new StaffFold(REACH.usual)
  #seen = 0
  #lastSeconds = Infinity
  #isOpen = false
  #closed: { since: number; height: number } | null = null
  /** Where strokes went in the last seconds, to judge how high the staff is to be. */
  #turns: { seconds: number; extent: number }[] = []
  #turn: { at: number; last: number; sign: number } | null = null

  /** Height of the staff, seconds of record. */
  get reachSeconds(): number {
    return this.#fold.reachSeconds
  }

  /** So that all that was drawn since then is within it, also what was drawn on a higher staff. */
  reachFrom(seconds: number): number {
    const shown = this.lines.filter((line) => line.at(-1)![0] > seconds)
    return shown.flat().reduce((most, [, at]) => Math.max(most, at), this.reachSeconds)
  }

  /** Takes in what came since. */
  follow(hand: HeardHand): void {
    const news = hand.pointsSince(this.#seen)
    this.#seen = hand.grown
    for (const { timeSeconds, positionTurns } of news) {
      const record = positionTurns * SECONDS_PER_TURN
      this.#judge(timeSeconds, record)
      const { height, isLifted } = this.#fold.push(record)
      const wasAway = timeSeconds - this.#lastSeconds > AWAY_SECONDS
      this.#lastSeconds = timeSeconds
      this.#draw([timeSeconds, height], hand.isOpenAt(timeSeconds), isLifted || wasAway)
    }
    this.#trim(hand.nowSeconds ?? 0)
  }

  #draw(point: NotationPoint, isOpen: boolean, isLifted: boolean): void {
    const [seconds, height] = point
    if (!isOpen) {
      if (this.#isOpen) this.#closed = { since: seconds, height }
      this.#isOpen = false
      return
    }
    if (!this.#isOpen && this.#closed) this.#click(seconds, height, this.#closed)
    if (!this.#isOpen || isLifted) this.lines.push([])
    this.#isOpen = true
    this.lines.at(-1)!.push(point)
  }

  #click(
    seconds: number,
    height: number,
    { since, height: before }: { since: number; height: number },
  ): void {
    const closedSeconds = seconds - since
    this.#closed = null
    if (closedSeconds > LONGEST_CLICK_SECONDS) return
    const timeSeconds = (seconds + since) / 2
    this.dots.push({ timeSeconds, recordSeconds: (height + before) / 2, closedSeconds })
  }

  /** The staff is as high as the strokes of the last seconds want it. */
  #judge(seconds: number, record: number): void {
    this.#turn ??= { at: record, last: record, sign: 0 }
    const { at, last, sign } = this.#turn
    const now = Math.sign(record - last)
    this.#turn.last = record
    if (now === 0 || now === sign) return
    this.#turn = { at: last, last: record, sign: now }
    if (sign === 0) return
    this.#turns.push({ seconds, extent: Math.abs(last - at) })
    this.#turns = this.#turns.filter((turn) => turn.seconds > seconds - JUDGED_SECONDS)
    const most = Math.max(...this.#turns.map(({ extent }) => Math.min(extent, REACH.most)))
    const wanted = Math.min(REACH.most, Math.max(REACH.least, most * ROOM))
    this.#fold.reachSeconds += (wanted - this.#fold.reachSeconds) * 0.25
  }

  #trim(now: number): void {
    const from = now - KEPT_SECONDS
    while (this.lines.length > 1 && this.lines[0]!.at(-1)![0] < from) this.lines.shift()
    while (this.dots.length > 0 && this.dots[0]!.timeSeconds < from) this.dots.shift()
    // A line that never ends, of a record that plays on, loses its beginning.
    const first = this.lines[0]
    if (first && first.length > 2 && first[0]![0] < from - KEPT_SECONDS)
      this.lines[0] = first.filter(([seconds]) => seconds >= from)
  }
}
