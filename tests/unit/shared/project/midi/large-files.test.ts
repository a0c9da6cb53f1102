import { describe, expect, it } from "vitest"
import type { MidiEvent, MidiFile, MidiTrack } from "#shared/music/midi-file/index.ts"
import { clipsOf } from "#shared/project/index.ts"
import { imported } from "../../../../support/midi-projects.ts"

const division = { kind: "quarters", ticksPerQuarter: 480 } as const
const fileOf = (tracks: MidiTrack[]): MidiFile => ({ format: 1, division, tracks })
const NOTE: MidiEvent[] = [
  { ticks: 0, kind: "noteOn", channel: 0, pitch: 60, velocity: 64 },
  { ticks: 10, kind: "noteOff", channel: 0, pitch: 60, velocity: 0 },
]

describe("a large MIDI file", () => {
  it("may have so many controllers at one time that no call takes them as arguments", () => {
    const wheel: MidiEvent = {
      ticks: 5,
      kind: "controlChange",
      channel: 0,
      controller: 1,
      value: 7,
    }
    const wheels = Array.from({ length: 130_000 }, () => wheel)
    const { project, warnings } = imported(
      fileOf([{ events: [NOTE[0]!, ...wheels, NOTE[1]!], endTicks: 10 }]),
    )
    expect(warnings).toEqual([])
    const [clip] = clipsOf(project, project.trackOrder[0]!)
    expect(clip?.kind === "notes" && clip.controllers.length).toBe(wheels.length)
  })

  it("may carry a system exclusive message of 150 kB", () => {
    const dump: MidiEvent = { ticks: 0, kind: "sysex", bytes: new Uint8Array(150_000) }
    const { warnings } = imported(fileOf([{ events: [dump], endTicks: 0 }]))
    expect(warnings).toEqual([])
  })

  it("is refused where it has more tracks than a project shows", () => {
    const silent = Array.from({ length: 4097 }, (): MidiTrack => ({ events: [], endTicks: 0 }))
    expect(() => imported(fileOf(silent))).toThrow("4097 tracks: more than 4096 are not read")
  })

  it("is refused where its channels make more tracks than that", () => {
    const events = Array.from({ length: 16 }, (_, channel) =>
      NOTE.map((event): MidiEvent => ({ ...event, channel }) as MidiEvent),
    ).flat()
    const crowd = Array.from({ length: 257 }, (): MidiTrack => ({
      events: events.toSorted((a, b) => a.ticks - b.ticks),
      endTicks: 10,
    }))
    expect(() => imported(fileOf(crowd))).toThrow("4112 tracks: more than 4096 are not read")
  })
})
