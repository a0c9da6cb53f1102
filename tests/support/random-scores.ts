/** Pieces whose notes lie on the grid that notation has, for tests of MusicXML. */
import fc from "fast-check"
import {
  ClipId,
  DeviceId,
  emptyTable,
  entitiesOf,
  MarkerId,
  NoteId,
  TrackId,
  withEntities,
  type Device,
  type NotesClip,
  type Project,
  type Track,
} from "#shared/project/index.ts"
import { newTrack } from "#shared/project/new-project.ts"
import { compareNotes } from "#shared/project/edit/order.ts"
import { anEmptyProject } from "./projects.ts"

const BEAT = 960
/** Places in a beat: straight to the 64th, triplets to the 16th; see below for others. */
const PLACES = [...Array.from({ length: 16 }, (_, i) => i * 60), 160, 320, 640, 800]
export const SYMBOLS =
  "C Cm C7 Cmaj7 Cm7 Cdim Cdim7 Caug Cm7b5 CmMaj7 C6 Cm6 C9 Cmaj9 Cm9 C13 Csus2 Csus4 C5 F#m7b5 Bbmaj7 Eb/G C7b9 C7#11 C7alt Cadd9 C6/9 C7sus4 Am7/E Dm11 Ab-7 G+ N.C.".split(
    " ",
  )

const place = fc
  .tuple(fc.nat(23), fc.constantFrom(...PLACES))
  .map(([beat, within]) => beat * BEAT + within)

const aPitchedNote = fc
  .record({
    start: place,
    end: place,
    pitch: fc.integer({ min: 21, max: 108 }),
    velocity: fc.integer({ min: 1, max: 127 }),
  })
  .filter(({ start, end }) => start !== end)
  .map(({ start, end, ...rest }) => ({
    ...rest,
    startTicks: Math.min(start, end),
    lengthTicks: Math.abs(end - start),
  }))

/** Notes of one pitch that fill half a beat up to four beats, which is divided by five or seven. */
const aTuplet = fc
  .record({
    at: fc.nat(11),
    span: fc.constantFrom(BEAT / 2, BEAT, 2 * BEAT, 4 * BEAT),
    count: fc.constantFrom(5, 7),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
    pitch: fc.integer({ min: 21, max: 108 }),
  })
  .map(({ at, span, count, cuts, pitch }) => {
    const inner = cuts.filter((cut) => cut < count).sort((a, b) => a - b)
    const ticks = [0, ...inner, count].map((part) => at * BEAT + Math.round((part * span) / count))
    return ticks.slice(1).map((end, i) => ({
      ...{ startTicks: ticks[i]!, lengthTicks: end - ticks[i]!, pitch, velocity: 80 },
    }))
  })

const aPianoPart = fc
  .record({
    notes: fc.array(aPitchedNote, { maxLength: 40 }),
    tuplets: fc.array(aTuplet, { maxLength: 4 }),
  })
  .map(({ notes, tuplets }) => [
    ...new Map([...notes, ...tuplets.flat()].map((note) => [keyOf(note), note])).values(),
  ])

const aDrum = fc.record({
  startTicks: fc.nat(95).map((step) => step * 240),
  lengthTicks: fc.constantFrom(120, 240, 480),
  pitch: fc.integer({ min: 35, max: 81 }),
  velocity: fc.integer({ min: 1, max: 127 }),
})

/** Meters of whole beats, the first bar perhaps an upbeat. */
const meters = fc
  .record({
    upbeat: fc.constantFrom(0, 1, 2),
    first: fc.constantFrom([4, 4], [3, 4], [6, 8], [5, 4], [12, 8], [7, 8]),
    then: fc.constantFrom([2, 4], [4, 4], [9, 8], [2, 2]),
    bars: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ upbeat, first, then, bars }): Project["meters"] => {
    const [numerator, denominator] = first as [number, 4]
    const bar = (3840 * numerator) / denominator
    const start = upbeat * BEAT
    const change = start + bars * bar
    const opening = { tick: 0, numerator, denominator }
    return [
      opening,
      ...(upbeat > 0 ? [{ ...opening, tick: start }] : []),
      ...(then[0] === numerator && then[1] === denominator
        ? []
        : [{ tick: change, numerator: then[0], denominator: then[1] as 4 }]),
    ]
  })

/** Sounding notes without two of one pitch that begin and end together. */
export const aScoreProject = fc
  .record({
    piano: aPianoPart,
    drums: fc.uniqueArray(aDrum, { maxLength: 30, selector: keyOf }),
    meters,
    tempo: fc.array(fc.double({ min: 20, max: 300, noNaN: true }), { minLength: 1, maxLength: 3 }),
    keys: fc.array(
      fc.constantFrom(
        ["C", "major"],
        ["Eb", "minor"],
        ["F#", "major"],
        ["D", "dorian"],
        ["B", "phrygian"],
      ),
      { maxLength: 2 },
    ),
    chords: fc.array(fc.constantFrom(...SYMBOLS), { maxLength: 6 }),
    markers: fc.uniqueArray(fc.constantFrom("A", "Verse & <chorus>", "Coda"), { maxLength: 2 }),
  })
  .map((parts): Project => {
    const project = anEmptyProject()
    const piano = aTrack("piano", "instrument", { program: 24, bank: 0, isDrums: false })
    const drums = aTrack("drums", "drum", { program: 0, bank: 0, isDrums: true })
    const ends = [...parts.piano, ...parts.drums].map((note) => note.startTicks + note.lengthTicks)
    return {
      ...project,
      meters: parts.meters,
      tempo: parts.tempo.map((bpm, i) => ({ tick: i * 1700, bpm: bpm + i * 1e-7, curve: "step" })),
      keys: parts.keys.map(([tonic, mode], i) => ({ tick: i * 4321, tonic, mode }) as never),
      chords: parts.chords.map((symbol, i) => ({ tick: i * 777, symbol })),
      markers: withEntities(
        emptyTable(),
        parts.markers.map((name, i) => ({ id: MarkerId.parse(`m${i}`), tick: i * 1111, name })),
      ),
      tracks: withEntities(project.tracks, [piano.track, drums.track]),
      trackOrder: [piano.track.id, drums.track.id],
      devices: withEntities(project.devices, [piano.device, drums.device]),
      clips: withEntities(emptyTable(), [
        aClip("piano", parts.piano, Math.max(1, ...ends)),
        aClip("drums", parts.drums, Math.max(1, ...ends)),
      ]),
    }
  })
  .filter(({ keys }) =>
    keys.every(
      ({ tonic, mode }, i) => i === 0 || `${tonic}${mode}` !== `${keys[0]!.tonic}${keys[0]!.mode}`,
    ),
  )

function keyOf(note: { startTicks: number; lengthTicks: number; pitch: number }): string {
  return `${note.startTicks} ${note.lengthTicks} ${note.pitch}`
}

function aTrack(
  id: string,
  kind: "instrument" | "drum",
  state: object,
): { track: Track; device: Device } {
  const named = {
    id: TrackId.parse(id),
    kind,
    name: id,
    colour: 0,
    outputId: TrackId.parse("master"),
  }
  const device: Device = {
    ...{ id: DeviceId.parse(`${id}-player`), kind: "soundfont", role: "instrument" },
    ...{ isBypassed: false, parameters: {}, state: state as never },
  }
  return { track: { ...newTrack(named), devices: [device.id] }, device }
}

interface Sounding {
  startTicks: number
  lengthTicks: number
  pitch: number
  velocity: number
}

function aClip(id: string, notes: readonly Sounding[], lengthTicks: number): NotesClip {
  return {
    ...{
      id: ClipId.parse(id),
      kind: "notes",
      trackId: TrackId.parse(id),
      name: id,
      isMuted: false,
    },
    ...{ startTicks: 0, offsetTicks: 0, lengthTicks, controllers: [] },
    notes: notes.map((note, i) => ({ id: NoteId.parse(`n${i}`), ...note })).sort(compareNotes),
  }
}

/** What a score keeps of a piece, in an order of its own. */
export function keptByMusicxml(project: Project): unknown {
  const clips = entitiesOf(project.clips) as NotesClip[]
  const indexOf = ({ trackId }: NotesClip): number => project.trackOrder.indexOf(trackId)
  return {
    ...{ tempo: project.tempo, meters: project.meters, keys: project.keys, chords: project.chords },
    title: project.title,
    markers: entitiesOf(project.markers)
      .map(({ tick, name }) => `${tick} ${name}`)
      .sort(),
    tracks: project.trackOrder.map((id) => {
      const track = entitiesOf(project.tracks).find((each) => each.id === id)!
      const device = entitiesOf(project.devices).find((each) => each.id === track.devices[0])
      return [track.kind, track.name, device?.state]
    }),
    notes: clips
      .toSorted((a, b) => indexOf(a) - indexOf(b))
      .map(({ notes }) => notes.map((note) => `${keyOf(note)} ${note.velocity}`).sort()),
  }
}
