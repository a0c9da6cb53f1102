/** MIDI files for tests: raw bytes as a writer might have put them, and any file at all for properties. */
import fc from "fast-check"
import type { MidiDivision, MidiEvent, MidiFile, MidiTrack } from "#shared/music/midi-file/index.ts"

/** The bytes of a chunk; `length` is a lie where it is given. */
export function aChunk(id: string, content: readonly number[], length = content.length): number[] {
  const size = [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff)
  return [...Array.from(id, (letter) => letter.charCodeAt(0)), ...size, ...content]
}

export function aHeader({ format = 1, tracks = 1, division = [0, 96] } = {}): number[] {
  return aChunk("MThd", [0, format, tracks >> 8, tracks & 0xff, ...division])
}

export const END = [0, 0xff, 0x2f, 0]

const seven = fc.nat({ max: 127 })
const channel = fc.nat({ max: 15 })
const bytes = fc.uint8Array({ maxLength: 200 })
const kind = <Kind extends string>(value: Kind): fc.Arbitrary<Kind> => fc.constant(value)

/** Any event at tick 0; the sizes of fast-check make long ones rare. */
export const anEvent: fc.Arbitrary<MidiEvent> = fc.oneof(
  ...(["noteOn", "noteOff"] as const).map((name) =>
    fc.record({ ticks: fc.constant(0), kind: kind(name), channel, pitch: seven, velocity: seven }),
  ),
  fc.record({
    ticks: fc.constant(0),
    kind: kind("polyPressure"),
    channel,
    pitch: seven,
    pressure: seven,
  }),
  fc.record({
    ticks: fc.constant(0),
    kind: kind("controlChange"),
    channel,
    controller: seven,
    value: seven,
  }),
  fc.record({ ticks: fc.constant(0), kind: kind("programChange"), channel, program: seven }),
  fc.record({ ticks: fc.constant(0), kind: kind("channelPressure"), channel, pressure: seven }),
  fc.record({
    ticks: fc.constant(0),
    kind: kind("pitchBend"),
    channel,
    bend: fc.integer({ min: -8192, max: 8191 }),
  }),
  fc.record({ ticks: fc.constant(0), kind: kind("sysex"), bytes }),
  fc.record({ ticks: fc.constant(0), kind: kind("escape"), bytes }),
  fc.record({
    ticks: fc.constant(0),
    kind: kind("meta"),
    type: fc.nat({ max: 255 }).filter((type) => type !== 0x2f),
    bytes,
  }),
)

const delta = fc.oneof(
  fc.constant(0),
  fc.nat({ max: 300 }),
  fc.constantFrom(127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 0x0fffffff),
)

export const aTrack: fc.Arbitrary<MidiTrack> = fc
  .tuple(fc.array(fc.tuple(delta, anEvent), { maxLength: 60 }), delta)
  .map(([pairs, last]) => {
    let ticks = 0
    const events = pairs.map(([after, event]) => ({ ...event, ticks: (ticks += after) }))
    return { events, endTicks: ticks + last }
  })

const aDivision: fc.Arbitrary<MidiDivision> = fc.oneof(
  fc.record({ kind: kind("quarters"), ticksPerQuarter: fc.integer({ min: 1, max: 0x7fff }) }),
  fc.record({
    kind: kind("smpte"),
    framesPerSecond: fc.constantFrom(24 as const, 25 as const, 29 as const, 30 as const),
    ticksPerFrame: fc.integer({ min: 1, max: 255 }),
  }),
)

export const aMidiFile: fc.Arbitrary<MidiFile> = fc.oneof(
  fc.record({
    format: fc.constant(0 as const),
    division: aDivision,
    tracks: fc.tuple(aTrack).map((tracks): MidiTrack[] => tracks),
  }),
  fc.record({
    format: fc.constantFrom(1 as const, 2 as const),
    division: aDivision,
    tracks: fc.array(aTrack, { minLength: 1, maxLength: 4 }),
  }),
)

/** Equality of millions of events, for which the test runner's own takes minutes. */
export function sameTracks(ours: readonly MidiTrack[], theirs: readonly MidiTrack[]): boolean {
  return sameItems(ours, theirs, (a, b) => {
    return a.endTicks === b.endTicks && sameItems(a.events, b.events, sameFields)
  })
}

export function sameItems<Item>(
  ours: ArrayLike<Item>,
  theirs: ArrayLike<Item>,
  isSame: (a: Item, b: Item) => boolean,
): boolean {
  if (ours.length !== theirs.length) return false
  for (let i = 0; i < ours.length; i++) if (!isSame(ours[i]!, theirs[i]!)) return false
  return true
}

/** Events are flat, but for their bytes. */
function sameFields(a: MidiEvent, b: MidiEvent): boolean {
  const other: Partial<Record<string, unknown>> = { ...b }
  return (
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(a).every(([key, value]: [string, unknown]) =>
      value instanceof Uint8Array && other[key] instanceof Uint8Array
        ? sameItems(value, other[key], Object.is)
        : value === other[key],
    )
  )
}
