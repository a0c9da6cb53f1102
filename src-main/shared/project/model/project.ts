/** The whole document. `z.decode(ProjectSchema, json)` reads one and `z.encode` writes it; it lives as immutable values. */
import { z } from "zod"
import { Clip } from "./clip.ts"
import { Device } from "./device.ts"
import type { Immutable } from "./immutable.ts"
import { ProjectId, TrackId } from "./ids.ts"
import { ChordEvent, KeyEvent, LoopRegion, Marker, MeterEvent, TempoEvent } from "./lanes.ts"
import { Media } from "./media.ts"
import { MidiBinding } from "./midi-control.ts"
import { MidiSource } from "./midi-source.ts"
import { tableSchema } from "./table.ts"
import { Track } from "./track.ts"
import { Name } from "./values.ts"

export const PROJECT_FORMAT = 1

export const ProjectSchema = z.object({
  format: z.literal(PROJECT_FORMAT),
  id: ProjectId,
  title: Name,
  artist: Name.optional(),
  tempo: z.array(TempoEvent).min(1).describe("ascending, the first at tick 0"),
  meters: z.array(MeterEvent).min(1).describe("ascending, the first at tick 0"),
  keys: z.array(KeyEvent).describe("ascending"),
  chords: z.array(ChordEvent).describe("ascending"),
  markers: tableSchema(Marker),
  tracks: tableSchema(Track),
  trackOrder: z.array(TrackId).describe("all but the master, each group's tracks after its bus"),
  clips: tableSchema(Clip),
  devices: tableSchema(Device),
  media: tableSchema(Media),
  loop: LoopRegion,
  masterTrackId: TrackId,
  midiBindings: z.array(MidiBinding).optional().describe("one a target"),
  midi: MidiSource.optional().describe("where the project came from a MIDI file"),
})
export type Project = Immutable<z.output<typeof ProjectSchema>>
/** The document as plain JSON: tables are arrays. */
export type ProjectJson = z.input<typeof ProjectSchema>
