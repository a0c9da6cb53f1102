/** The notes of a bar as elements: voice after voice, each from the start of the bar. */
import type { Bar, Key } from "#shared/music/index.ts"
import { element, type XmlElement } from "../xml/index.ts"
import { percentOf } from "./dynamics.ts"
import { drumPlace } from "./drum-notation.ts"
import type { HeardNote } from "./heard-notes.ts"
import { piecesOf, type Piece } from "./rhythm.ts"
import { spelled } from "./spelling.ts"
import type { Staff } from "./staves.ts"
import { chordsBetween, type Voice } from "./voices.ts"
import { named } from "./write-lanes.ts"

interface Hand {
  /** Of the part: ids of drums begin with it. */
  readonly partId: string
  readonly key: (tick: number) => Key | undefined
}

interface Where extends Hand {
  readonly voice: number
  /** Undefined where the part has one staff only. */
  readonly staff: number | undefined
  readonly isDrums: boolean
}

export function drumId(partId: string, key: number): string {
  return `${partId}-I${key + 1}`
}

export function notesOfBar(staves: readonly Staff[], bar: Bar, hand: Hand): XmlElement[] {
  const elements: XmlElement[] = []
  const length = bar.endTicks - bar.startTicks
  let at = 0
  let voiceNumber = 0
  const goBack = (): void => {
    if (at > 0) elements.push(element("backup", {}, [named("duration", at)]))
    at = 0
  }
  for (const [index, { clef, voices }] of staves.entries()) {
    const all: readonly Voice[] = voices.length === 0 ? [[]] : voices
    for (const [order, voice] of all.entries()) {
      voiceNumber++
      if (order > 0 && !soundsIn(voice, bar)) continue
      goBack()
      const where: Where = {
        ...{ ...hand, voice: voiceNumber, isDrums: clef === "percussion" },
        staff: staves.length > 1 ? index + 1 : undefined,
      }
      if (!soundsIn(voice, bar)) elements.push(wholeRest(length, where))
      else elements.push(...voiceElements(piecesOf(voice, bar), order === 0, where))
      at = length
    }
    voiceNumber = Math.max(voiceNumber, 4 * (index + 1))
  }
  return elements
}

function soundsIn(voice: Voice, { startTicks, endTicks }: Bar): boolean {
  return chordsBetween(voice, startTicks, endTicks).length > 0
}

/** Rests of further voices are not printed, but those that a triplet counts. */
function voiceElements(pieces: readonly Piece[], isMain: boolean, where: Where): XmlElement[] {
  return pieces.flatMap((piece) => {
    const { chord, startTicks, endTicks } = piece
    if (chord) return chord.notes.map((note, i) => noteElement(note, i > 0, piece, where))
    if (isMain || piece.triplet) return [noteElement(null, false, piece, where)]
    return [
      element("forward", {}, [
        named("duration", endTicks - startTicks),
        named("voice", where.voice),
        where.staff === undefined ? undefined : named("staff", where.staff),
      ]),
    ]
  })
}

function wholeRest(length: number, { voice, staff }: Where): XmlElement {
  return element("note", {}, [
    element("rest", { measure: "yes" }),
    named("duration", length),
    named("voice", voice),
    staff === undefined ? undefined : named("staff", staff),
  ])
}

function noteElement(
  note: HeardNote | null,
  isChord: boolean,
  piece: Piece,
  where: Where,
): XmlElement {
  const { value, startTicks, endTicks, chord, triplet } = piece
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
    triplet ? timeModification(triplet.type) : undefined,
    head === undefined ? undefined : named("notehead", head),
    where.staff === undefined ? undefined : named("staff", where.staff),
    notations(ties, isChord ? null : triplet),
  ])
}

function tiesOf({ chord, startTicks, endTicks }: Piece): ("stop" | "start")[] {
  return [
    ...(startTicks > chord!.startTicks ? (["stop"] as const) : []),
    ...(endTicks < chord!.endTicks ? (["start"] as const) : []),
  ]
}

function pitchElement({ pitch, startTicks }: HeardNote, { isDrums, key }: Where): XmlElement {
  if (isDrums) {
    const { step, octave } = drumPlace(pitch)
    return element("unpitched", {}, [named("display-step", step), named("display-octave", octave)])
  }
  const { step, alter, octave } = spelled(pitch, key(startTicks))
  return element("pitch", {}, [
    named("step", step),
    alter === 0 ? undefined : named("alter", alter),
    named("octave", octave),
  ])
}

function timeModification(type: string): XmlElement {
  return element("time-modification", {}, [
    named("actual-notes", 3),
    named("normal-notes", 2),
    named("normal-type", type),
  ])
}

function notations(ties: readonly string[], triplet: Piece["triplet"]): XmlElement | undefined {
  const signs = [
    ...ties.map((type) => element("tied", { type })),
    ...(triplet?.isFirst ? [element("tuplet", { type: "start", bracket: "yes" })] : []),
    ...(triplet?.isLast ? [element("tuplet", { type: "stop" })] : []),
  ]
  return signs.length > 0 ? element("notations", {}, signs) : undefined
}
