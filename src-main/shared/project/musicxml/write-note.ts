/** One note or rest as an element. */
import { element, type XmlElement } from "../xml/index.ts"
import type { Beam } from "./beams.ts"
import { percentOf } from "./dynamics.ts"
import { drumPlace } from "./drum-notation.ts"
import type { HeardNote } from "./heard-notes.ts"
import type { Piece, PieceOfTuplet } from "./rhythm.ts"
import type { Speller } from "./unkeyed.ts"
import { named } from "./write-lanes.ts"

export interface Hand {
  /** Of the part: ids of drums begin with it. */
  readonly partId: string
  readonly spell: Speller
}

export interface Where extends Hand {
  readonly voice: number
  /** Undefined where the part has one staff only. */
  readonly staff: number | undefined
  readonly isDrums: boolean
  /** Where several voices share a staff, each has its side. */
  readonly stem: "up" | "down" | undefined
}

export function drumId(partId: string, key: number): string {
  return `${partId}-I${key + 1}`
}

/** A bar's rest. */
export function wholeRest(length: number, { voice, staff }: Where): XmlElement {
  return element("note", {}, [
    element("rest", { measure: "yes" }),
    named("duration", length),
    named("voice", voice),
    staff === undefined ? undefined : named("staff", staff),
  ])
}

interface Sign {
  /** Null for a rest. */
  readonly note: HeardNote | null
  /** Whether it sounds with the one before. */
  readonly isChord: boolean
  readonly piece: Piece
  readonly beams: readonly Beam[]
}

/** A note, or a rest, with its value; one of several where it is tied. */
export function noteElement({ note, isChord, piece, beams }: Sign, where: Where): XmlElement {
  const { value, startTicks, endTicks, chord, tuplet } = piece
  const ties = chord ? tiesOf(piece) : []
  const head = note && where.isDrums ? drumPlace(note.pitch).notehead : undefined
  const dynamics = note ? percentOf(note.velocity) : undefined
  return element("note", { dynamics }, [
    isChord ? element("chord") : undefined,
    ...(note ? [pitchElement(note, where)] : [element("rest")]),
    named("duration", endTicks - startTicks),
    ...ties.map((type) => element("tie", { type })),
    note && where.isDrums
      ? element("instrument", { id: drumId(where.partId, note.pitch) })
      : undefined,
    named("voice", where.voice),
    named("type", value.type),
    value.dots === 1 ? element("dot") : undefined,
    tuplet ? timeModification(tuplet) : undefined,
    note && where.stem ? named("stem", where.stem) : undefined,
    head === undefined ? undefined : named("notehead", head),
    where.staff === undefined ? undefined : named("staff", where.staff),
    ...(isChord ? [] : beams.map((beam, i) => element("beam", { number: i + 1 }, [], beam))),
    notations(ties, isChord ? null : tuplet),
  ])
}

function tiesOf({ chord, startTicks, endTicks }: Piece): ("stop" | "start")[] {
  return [
    ...(startTicks > chord!.startTicks ? (["stop"] as const) : []),
    ...(endTicks < chord!.endTicks ? (["start"] as const) : []),
  ]
}

function pitchElement({ pitch, startTicks }: HeardNote, { isDrums, spell }: Where): XmlElement {
  if (isDrums) {
    const { step, octave } = drumPlace(pitch)
    return element("unpitched", {}, [named("display-step", step), named("display-octave", octave)])
  }
  const { step, alter, octave } = spell(pitch, startTicks)
  return element("pitch", {}, [
    named("step", step),
    alter === 0 ? undefined : named("alter", alter),
    named("octave", octave),
  ])
}

function timeModification({ count, normal, type }: PieceOfTuplet): XmlElement {
  return element("time-modification", {}, [
    named("actual-notes", count),
    named("normal-notes", normal),
    named("normal-type", type),
  ])
}

function notations(ties: readonly string[], tuplet: PieceOfTuplet | null): XmlElement | undefined {
  const signs = [
    ...ties.map((type) => element("tied", { type })),
    ...(tuplet?.isFirst ? [element("tuplet", { type: "start", bracket: "yes" })] : []),
    ...(tuplet?.isLast ? [element("tuplet", { type: "stop" })] : []),
  ]
  return signs.length > 0 ? element("notations", {}, signs) : undefined
}
