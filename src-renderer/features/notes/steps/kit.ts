/** The pieces that a drum track plays, for the rows of the step grid. */
import { drumName } from "#shared/music/general-midi.ts"
import { drumPadsOf, type Pad } from "#shared/project/drum-state.ts"
import { entityOf, type Device, type Project, type Track } from "#shared/project/index.ts"
import { SamplerState, type SamplerZone } from "#shared/project/sampler-state.ts"

export interface Piece {
  readonly pitch: number
  readonly name: string
}

/** A beat can be made of these: kick, snare, clap, three toms, hi-hats, crash and ride. */
const USUAL = [36, 38, 39, 42, 45, 46, 48, 49, 50, 51]
const FIRST_KEY = 27
const LAST_KEY = 87

/**
 * From high to low: of a sampler the keys that have sounds, else the usual pieces of a kit; and whatever else has a note.
 * @param others pitches that have a row all the same
 */
export function piecesOf(project: Project, track: Track, others: Iterable<number>): Piece[] {
  const zones = namesOfZones(project, track)
  const pads = ownPads(project, track)
  const names = new Map([...zones, ...pads.map(({ key, name }) => [key, name] as const)])
  const pitches = new Set(zones.size > 0 ? zones.keys() : USUAL)
  for (const { key, sample } of pads) if (sample) pitches.add(key)
  for (const pitch of others) pitches.add(pitch)
  return [...pitches]
    .sort((a, b) => b - a)
    .map((pitch) => ({ pitch, name: names.get(pitch) ?? generalName(pitch) }))
}

/** Pieces that could have a row, too. */
export function furtherPieces(project: Project, track: Track, shown: readonly Piece[]): Piece[] {
  const has = new Set(shown.map(({ pitch }) => pitch))
  const names = new Map(ownPads(project, track).map(({ key, name }) => [key, name]))
  const keys = Array.from({ length: LAST_KEY - FIRST_KEY + 1 }, (_, i) => FIRST_KEY + i)
  return keys
    .filter((pitch) => !has.has(pitch))
    .map((pitch) => ({ pitch, name: names.get(pitch) ?? generalName(pitch) }))
}

function generalName(pitch: number): string {
  return drumName(pitch) ?? `Key ${pitch}`
}

const instrumentOf = (project: Project, { devices }: Track, kind: string): Device | undefined =>
  devices
    .flatMap((id) => entityOf(project.devices, id) ?? [])
    .find((device) => device.kind === kind && device.role === "instrument")

/** Of a drum sampler. */
function ownPads(project: Project, track: Track): Pad[] {
  const sampler = instrumentOf(project, track, "drums")
  return sampler ? drumPadsOf(sampler.state) : []
}

/** Pads by their keys, named after their recordings; a recording of several pads numbers them. */
function namesOfZones(project: Project, track: Track): Map<number, string> {
  const state = SamplerState.safeParse(instrumentOf(project, track, "sampler")?.state)
  const pads = (state.data?.zones ?? []).filter(({ lowKey, highKey }) => lowKey === highKey)
  const nameOf = ({ mediaId }: SamplerZone): string =>
    (entityOf(project.media, mediaId)?.name ?? "").replace(/\.\w{1,5}$/, "")
  const names = pads.map(nameOf)
  const counts = new Map<string, number>()
  return new Map(
    pads.map((pad, i) => {
      const name = names[i]!
      const isAlone = names.indexOf(name) === names.lastIndexOf(name)
      const number = (counts.get(name) ?? 0) + 1
      counts.set(name, number)
      return [
        pad.lowKey,
        name === "" ? generalName(pad.lowKey) : isAlone ? name : `${name} ${number}`,
      ]
    }),
  )
}
