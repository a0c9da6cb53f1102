/** One bar of one part. */
import { TICKS_PER_QUARTER, type Bar, type Key } from "#shared/music/index.ts"
import { element, type XmlElement } from "../xml/index.ts"
import { isShort, type ScorePart } from "./score.ts"
import type { Clef } from "./staves.ts"
import type { Speller } from "./unkeyed.ts"
import { keyElement, named, timeElement, type Placed } from "./write-lanes.ts"
import { notesOfBar } from "./write-notes.ts"

export interface MeasureOptions {
  readonly part: ScorePart
  readonly bar: Bar
  readonly keyAt: (tick: number) => Key | undefined
  readonly spell: Speller
  /** Of the whole piece. */
  readonly isFirst: boolean
  /** The first that is written: it has clefs and all. */
  readonly isFirstWritten: boolean
  /** Undefined where the meter goes on. */
  readonly time: "shown" | "hidden" | undefined
  /** What stands between the notes, in time: keys, and in the first part tempo, markers and chords. */
  readonly signs: readonly Placed[]
}

const CLEFS: Readonly<Record<Clef, readonly [sign: string, line: number]>> = {
  treble: ["G", 2],
  bass: ["F", 4],
  percussion: ["percussion", 3],
}

export function measureElement(options: MeasureOptions): XmlElement {
  const { part, bar, spell, isFirst, signs } = options
  const implicit = isShort(bar)
  const number = isFirst && implicit ? "0" : String(bar.bar + 1)
  return element("measure", { number, implicit: implicit ? "yes" : undefined }, [
    attributesElement(options),
    ...signElements(signs, bar),
    ...notesOfBar(part.staves, bar, { partId: part.id, spell }),
  ])
}

function attributesElement(options: MeasureOptions): XmlElement | undefined {
  const { part, bar, keyAt, isFirstWritten, time, signs } = options
  const own = signs.find(({ tick, element: { name } }) => name === "key" && tick <= bar.startTicks)
  const before = keyAt(bar.startTicks)
  const key = own?.element ?? (isFirstWritten && before ? keyElement(before) : undefined)
  const staves = part.staves.length
  const children = [
    isFirstWritten ? named("divisions", TICKS_PER_QUARTER) : undefined,
    key,
    time ? timeElement(bar.meter, time === "shown") : undefined,
    isFirstWritten && staves > 1 ? named("staves", staves) : undefined,
    ...(isFirstWritten ? part.staves.map(({ clef }, i) => clefElement(clef, i, staves)) : []),
  ].filter((child) => child !== undefined)
  // Readers take the first attributes of a bar for those at its start: they stand there before others do.
  const hasLater = signs.some(
    ({ tick, element: { name } }) => name === "key" && tick > bar.startTicks,
  )
  return children.length > 0 || hasLater ? element("attributes", {}, children) : undefined
}

function clefElement(clef: Clef, index: number, staves: number): XmlElement {
  const [sign, line] = CLEFS[clef]
  const parts = [named("sign", sign), named("line", line)]
  return element("clef", staves > 1 ? { number: index + 1 } : {}, parts)
}

/** At their places, and back to the bar's start. */
function signElements(signs: readonly Placed[], { startTicks }: Bar): XmlElement[] {
  const elements: XmlElement[] = []
  let at = startTicks
  for (const { tick, element: sign } of signs) {
    if (sign.name === "key" && tick <= startTicks) continue
    if (tick > at) elements.push(element("forward", {}, [named("duration", tick - at)]))
    at = Math.max(at, tick)
    elements.push(sign.name === "key" ? element("attributes", {}, [sign]) : sign)
  }
  if (at > startTicks) elements.push(element("backup", {}, [named("duration", at - startTicks)]))
  return elements
}
