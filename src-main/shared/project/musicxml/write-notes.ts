/** The notes of a bar as elements: voice after voice, each from the start of the bar. */
import type { Bar } from "#shared/music/index.ts"
import { element, type XmlElement } from "../xml/index.ts"
import { beamsOf } from "./beams.ts"
import { piecesOf } from "./rhythm.ts"
import type { Staff } from "./staves.ts"
import { chordsBetween, type Voice } from "./voices.ts"
import { named } from "./write-lanes.ts"
import { noteElement, wholeRest, type Hand, type Where } from "./write-note.ts"

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
    const sounding = all.filter((voice) => soundsIn(voice, bar)).length
    for (const [order, voice] of all.entries()) {
      voiceNumber++
      if (order > 0 && !soundsIn(voice, bar)) continue
      goBack()
      const where: Where = {
        ...{ ...hand, voice: voiceNumber, isDrums: clef === "percussion" },
        staff: staves.length > 1 ? index + 1 : undefined,
        stem: sounding > 1 ? stemOf(order) : undefined,
      }
      if (!soundsIn(voice, bar)) elements.push(wholeRest(length, where))
      else elements.push(...voiceElements(voice, bar, order === 0, where))
      at = length
    }
    voiceNumber = Math.max(voiceNumber, 4 * (index + 1))
  }
  return elements
}

const stemOf = (order: number): "up" | "down" => (order % 2 === 0 ? "up" : "down")

function soundsIn(voice: Voice, { startTicks, endTicks }: Bar): boolean {
  return chordsBetween(voice, startTicks, endTicks).length > 0
}

/** Rests of further voices are not printed, but those that a tuplet counts. */
function voiceElements(voice: Voice, bar: Bar, isMain: boolean, where: Where): XmlElement[] {
  const pieces = piecesOf(voice, bar)
  const beams = beamsOf(pieces, bar)
  return pieces.flatMap((piece) => {
    const { chord, startTicks, endTicks } = piece
    const sign = { piece, beams: beams.get(piece) ?? [] }
    if (chord)
      return chord.notes.map((note, i) => noteElement({ ...sign, note, isChord: i > 0 }, where))
    if (isMain || piece.tuplet) return [noteElement({ ...sign, note: null, isChord: false }, where)]
    return [
      element("forward", {}, [
        named("duration", endTicks - startTicks),
        named("voice", where.voice),
        where.staff === undefined ? undefined : named("staff", where.staff),
      ]),
    ]
  })
}
