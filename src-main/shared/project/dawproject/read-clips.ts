/** Clip elements as clips. What other studios nest (a clip of clips of a recording) is flattened to its first. */
import { compareNotes } from "../edit/order.ts"
import {
  ClipId,
  Note,
  NoteId,
  type Clip,
  type ControllerEvent,
  type TrackId,
  type TrackKind,
} from "../model/index.ts"
import { contentOf, playedFrom, type ClipContent } from "./clip-content.ts"
import { readAudioContent } from "./read-audio.ts"
import {
  lengthAt,
  ONE_BEAT,
  ticksAt,
  unitOf,
  type ReadContext,
  type TimeUnit,
} from "./read-context.ts"
import { readAutomation, readControllers } from "./read-points.ts"
import { wholeTicksOf } from "./values.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"

const MOST_NAME = 200
const USUAL_VELOCITY = 0.8
const FULL_VELOCITY = 127

export interface ClipHome {
  id: TrackId
  kind: TrackKind
}

/** @param unit of the clip's own time */
export function readClip(
  clip: XmlElement,
  home: ClipHome,
  unit: TimeUnit,
  context: ReadContext,
): Clip | undefined {
  const start = ticksAt(numberOf(clip, "time", 0), unit, context.tempo)
  const startTicks = Math.round(start)
  const contentUnit = unitOf(clip, unit, "contentTimeUnit")
  const length = numberOf(clip, "duration", undefined)
  const lengthTicks =
    length === undefined
      ? 4 * ONE_BEAT
      : unit === "beats"
        ? lengthAt(length, unit, context.tempo, startTicks)
        : ticksAt(numberOf(clip, "time", 0) + length, unit, context.tempo) - start
  if (lengthTicks <= 0) return undefined
  const common = {
    ...{ id: ClipId.parse(context.newId()), trackId: home.id, startTicks, lengthTicks },
    name: (clip.attributes["name"] ?? "").slice(0, MOST_NAME),
    isMuted: clip.attributes["enable"] === "false",
  }
  const content = { clip, common, contentUnit, context }
  if (home.kind === "audio") return readAudioContent(content) ?? automationClip(content)
  if (home.kind === "instrument" || home.kind === "drum")
    return notesClip(content) ?? automationClip(content)
  return automationClip(content)
}

function notesClip(content: ClipContent): Clip | undefined {
  const { clip, common, contentUnit, context } = content
  const list = contentOf(clip, "Notes")
  const points = childrenOf(childOf(clip, "Lanes"), "Points")
  if (!list) {
    if (childOf(clip, "Points") === undefined)
      context.lost("clips of recordings on tracks of notes")
    return undefined
  }
  const { base, loop } = playedFrom(content)
  const controllers = points.flatMap((one): ControllerEvent[] => {
    const read = readControllers(one, contentUnit, context)
    if (!read) context.lost("expression curves of notes")
    return read ?? []
  })
  return {
    ...{ ...common, kind: "notes", lengthTicks: Math.max(1, Math.round(common.lengthTicks)) },
    offsetTicks: wholeTicksOf(base),
    ...(loop ? { loop } : {}),
    notes: notesOf(list, context).sort(compareNotes),
    controllers: controllers.sort(([a], [b]) => a - b),
  }
}

/** Those that MIDI knows: others cannot sound here. */
function notesOf(list: XmlElement, { lost }: ReadContext): Note[] {
  return childrenOf(list, "Note").flatMap((note, index) => {
    const { success, data } = Note.safeParse(noteOf(note, index))
    if (!success) lost("notes out of range")
    return success ? [data] : []
  })
}

function noteOf(note: XmlElement, index: number): Note {
  const released = numberOf(note, "rel", undefined)
  const channel = numberOf(note, "channel", 0)
  return {
    id: NoteId.parse(`n${index + 1}`),
    startTicks: wholeTicksOf(numberOf(note, "time", 0)),
    lengthTicks: wholeTicksOf(numberOf(note, "duration", 1)),
    pitch: Math.round(numberOf(note, "key", 60)),
    velocity: dataByte(numberOf(note, "vel", USUAL_VELOCITY), 1),
    ...(released === undefined ? {} : { releaseVelocity: dataByte(released, 0) }),
    // Some write -1 for no channel.
    ...(channel >= 1 && channel <= 15 ? { channel: Math.round(channel) } : {}),
  }
}

function dataByte(share: number, least: number): number {
  return Math.min(FULL_VELOCITY, Math.max(least, Math.round(share * FULL_VELOCITY)))
}

function automationClip(content: ClipContent): Clip | undefined {
  const { clip, common, contentUnit, context } = content
  const points = childOf(clip, "Points")
  const known = context.parameters.get(childOf(points, "Target")?.attributes["parameter"] ?? "")
  if (!points || known?.trackId !== common.trackId) {
    context.lost("clips of other kinds")
    return undefined
  }
  const { base, loop } = playedFrom(content)
  return {
    ...{ ...common, kind: "automation", lengthTicks: Math.max(1, Math.round(common.lengthTicks)) },
    offsetTicks: wholeTicksOf(base),
    ...(loop ? { loop } : {}),
    target: known.target,
    points: readAutomation(points, known, contentUnit, context),
  }
}
