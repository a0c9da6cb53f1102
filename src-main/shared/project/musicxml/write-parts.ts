/** The list of parts with their instruments. */
import { drumName } from "#shared/music/general-midi.ts"
import { element, type XmlElement } from "../xml/index.ts"
import type { ScorePart } from "./score.ts"
import { named } from "./write-lanes.ts"
import { drumId } from "./write-note.ts"

const DRUM_CHANNEL = 10
const CHANNELS = 16

/** A part without any sound still has an entry: a list must not be empty. */
export function partListElement(parts: readonly ScorePart[]): XmlElement {
  return element("part-list", {}, parts.map(partEntry))
}

function partEntry(
  { id, name, isDrums, program, bank, drums }: ScorePart,
  index: number,
): XmlElement {
  const instruments =
    isDrums && drums.length > 0
      ? drums.map((key) => ({ id: drumId(id, key), name: drumName(key) ?? `Key ${key}`, key }))
      : [{ id: `${id}-I1`, name, key: undefined }]
  return element("score-part", { id }, [
    named("part-name", name),
    ...instruments.map((instrument) =>
      element("score-instrument", { id: instrument.id }, [
        named("instrument-name", instrument.name),
      ]),
    ),
    ...instruments.map((instrument) =>
      element("midi-instrument", { id: instrument.id }, [
        named("midi-channel", isDrums ? DRUM_CHANNEL : channelOf(index)),
        bank === 0 ? undefined : named("midi-bank", bank + 1),
        named("midi-program", program + 1),
        instrument.key === undefined ? undefined : named("midi-unpitched", instrument.key + 1),
      ]),
    ),
  ])
}

/** From 1, without that of the drums; they begin again where they do not suffice. */
function channelOf(index: number): number {
  const channel = (index % (CHANNELS - 1)) + 1
  return channel < DRUM_CHANNEL ? channel : channel + 1
}
