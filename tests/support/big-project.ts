/** A document of the size that the studio promises to edit without a wait. */
import type { CommandName, Project } from "#shared/project/index.ts"
import {
  aCurveClip,
  after,
  anAudioClip,
  anEmptyProject,
  aNote,
  aNotesClip,
  TAKE,
} from "./projects.ts"

const GAIN_LANE = { id: "gain", target: { parameter: "gainDb" } }

interface Size {
  readonly tracks: number
  readonly clips: number
  readonly notes: number
}

/** Half of the tracks hold audio, half notes; all have two effects, a send and a lane of automation. One clip more holds 20,000 notes. */
export function aBigProject(size: Size = { tracks: 200, clips: 5000, notes: 100_000 }): Project {
  const { tracks, clips, notes } = size
  const start = after(
    anEmptyProject(),
    ["track.add", { id: "hall", kind: "bus", name: "Hall" }],
    ["track.add", { id: "room", kind: "bus", name: "Room" }],
    ["media.add", { media: [TAKE, { ...TAKE, id: "unused" }] }],
    ["meter.set", { events: everyBar(8).map((tick) => ({ tick, numerator: 3, denominator: 4 })) }],
    ["key.set", { events: everyBar(4).map((tick) => ({ tick, tonic: "D", mode: "dorian" })) }],
    ["chord.set", { events: everyBar(1).map((tick) => ({ tick, symbol: "Dm7" })) }],
    ...everyBar(8).map((tick): [CommandName, unknown] => [
      "marker.set",
      { marker: { id: `marker-${tick}`, tick, name: "Verse" } },
    ]),
    ["tempo.set", { events: [{ tick: 96_000, bpm: 140, curve: "ramp" }] }],
    ["tempo.set", { events: [{ tick: 192_000, bpm: 90, curve: "step" }] }],
  )
  const points = everyBar(0.5).map((tick) => ({ tick, value: -6, curve: "linear" as const }))
  const mixed = Array.from({ length: tracks }).reduce<Project>((project, _, i) => {
    const id = `track-${i}`
    const device = {
      isBypassed: false,
      role: "effect",
      parameters: { gainDb: 0, frequencyHz: 440 },
    }
    const kind = i % 2 === 0 ? "audio" : "instrument"
    return after(
      project,
      ["track.add", { id, kind, name: `Track ${i}` }],
      ["device.add", { trackId: id, device: { id: `eq-${i}`, kind: "eq", ...device } }],
      ["device.add", { trackId: id, device: { id: `comp-${i}`, kind: "compressor", ...device } }],
      ["automation.add-lane", { trackId: id, lane: { ...GAIN_LANE, points } }],
      ["send.add", { trackId: id, send: { busId: "hall", gainDb: -12, isPreFader: false } }],
    )
  }, start)
  const perClip = notes / (clips / 2)
  const made = Array.from({ length: clips }, (_, i) => {
    const trackId = `track-${i % tracks}`
    const startTicks = 7680 * Math.floor(i / tracks)
    const place = { trackId, startTicks, lengthTicks: 7680 }
    return i % 2 === 0 ? anAudioClip(`clip-${i}`, place) : manyNotes(`clip-${i}`, perClip, place)
  })
  const curves = aCurveClip("curves", { trackId: "track-1", points })
  const controllers = everyBar(0.01).map((tick): [number, number, number, number] => {
    return [tick, 0xb0, 1, tick % 128]
  })
  const long = {
    ...manyNotes("long", 20_000, { trackId: "track-1", lengthTicks: 960_000 }),
    controllers,
  }
  return after(mixed, ["clip.add", { clips: [...made, curves, long] }])
}

/** Ticks of a hundred places. */
function everyBar(bars: number): number[] {
  return Array.from({ length: 100 }, (_, i) => Math.round(i * bars * 3840))
}

function manyNotes(id: string, count: number, place: Parameters<typeof aNotesClip>[1]) {
  const notes = Array.from({ length: count }, (_, i) =>
    aNote(`${id}-${i}`, { startTicks: i * 40, pitch: 30 + ((i * 7) % 60), lengthTicks: 60 }),
  )
  return aNotesClip(id, { ...place, notes, controllers: [[0, 0xb0, 7, 100]] })
}
