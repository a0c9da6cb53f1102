/** A drawn line of the page: its picture, and where its notes and times stand in it. */
import type { GraphicalNote, OpenSheetMusicDisplay } from "opensheetmusicdisplay"

export interface EngravedHead {
  /** Of the excerpt's bars. */
  readonly bar: number
  /** From the bar's start. */
  readonly tick: number
  readonly pitch: number
  readonly element: SVGElement
  /** Its middle, in px of the picture. */
  readonly x: number
  readonly y: number
}

export interface EngravedTime {
  readonly bar: number
  readonly tick: number
  readonly x: number
}

export interface Engraved {
  readonly picture: SVGSVGElement
  readonly widthPx: number
  readonly heightPx: number
  readonly heads: readonly EngravedHead[]
  /** Places of times from left to right. */
  readonly times: readonly EngravedTime[]
  /** Where the last bar ends. */
  readonly endX: number
}

/** The library counts in tenths of a space, at ten px each. */
const PX_PER_UNIT = 10
const TICKS_PER_WHOLE = 3840
/** Its half tones begin an octave above MIDI's. */
const OCTAVE = 12

export function engravedOf(
  osmd: OpenSheetMusicDisplay,
  place: HTMLElement,
  zoom: number,
): Engraved | null {
  const drawing = place.querySelector("svg")
  if (!drawing) return null
  const scale = PX_PER_UNIT * zoom
  const found: Omit<EngravedHead, "element">[] = []
  const times: EngravedTime[] = []
  let endX = 0
  const box = drawing.getBoundingClientRect()
  for (const [bar, staves] of osmd.GraphicSheet.MeasureList.entries())
    for (const measure of staves) {
      const { PositionAndShape: shape } = measure
      endX = (shape.AbsolutePosition.x + shape.Size.width) * scale
      for (const entry of measure.staffEntries) {
        const tick = Math.round(entry.relInMeasureTimestamp.RealValue * TICKS_PER_WHOLE)
        times.push({ bar, tick, x: entry.PositionAndShape.AbsolutePosition.x * scale })
        for (const voiceEntry of entry.graphicalVoiceEntries)
          for (const note of voiceEntry.notes) {
            const head = headOf(note, box, found.length)
            if (head) found.push({ bar, tick, ...head })
          }
      }
    }
  const { picture, elements } = copyOf(drawing)
  const heads = found.map((head, i) => ({ ...head, element: elements.get(String(i))! }))
  times.sort((a, b) => a.bar - b.bar || a.tick - b.tick || a.x - b.x)
  const { width: widthPx, height: heightPx } = box
  return { picture, widthPx, heightPx, heads, times, endX }
}

/** What a note has beside once it is drawn. */
interface DrawnNote {
  getNoteheadSVGs(): Element[]
  /** Which of the heads of its chord it is. */
  readonly vfnoteIndex: number
}

/** Numbers the head's element, so that it is found in the copy. */
function headOf(
  note: GraphicalNote,
  box: DOMRect,
  number: number,
): Pick<EngravedHead, "pitch" | "x" | "y"> | null {
  if (note.sourceNote.isRest()) return null
  const drawn = note as unknown as DrawnNote
  const element = drawn.getNoteheadSVGs()[drawn.vfnoteIndex]
  if (!element) return null
  element.setAttribute(HEAD, String(number))
  const { left, top, width, height } = element.getBoundingClientRect()
  const [x, y] = [left + width / 2 - box.left, top + height / 2 - box.top]
  return { pitch: pitchOf(note.sourceNote), x, y }
}

const HEAD = "data-head"

/** The library draws the next line into the same element. Its ids are the same in every line: they are left out. */
function copyOf(drawing: SVGSVGElement) {
  const picture = drawing.cloneNode(true) as SVGSVGElement
  for (const element of [picture, ...picture.querySelectorAll("[id]")])
    element.removeAttribute("id")
  const marked = picture.querySelectorAll<SVGElement>(`[${HEAD}]`)
  const elements = new Map([...marked].map((each) => [each.getAttribute(HEAD)!, each]))
  return { picture, elements }
}

/** Of drums it is the number in the name that our own MusicXML gave the instrument: `P1-I37` for key 36. */
function pitchOf({ halfTone, PlaybackInstrumentId: id }: GraphicalNote["sourceNote"]): number {
  const [, drum] = /-I(\d+)$/.exec(id) ?? []
  return drum === undefined ? halfTone + OCTAVE : Number(drum) - 1
}
