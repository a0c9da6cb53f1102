import { describe, expect, it } from "vitest"
import type { Project } from "#shared/project/index.ts"
import { songTime } from "#shared/project/sound/index.ts"
import { TrackNotes } from "../../../../../src-renderer/audio/outside/track-notes.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../../../support/projects.ts"

const RATE_HZ = 48_000
/** At 120 a minute. */
const FRAMES_A_QUARTER = 24_000

function aSong(): Project {
  return after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
    ["track.midi-output", { trackIds: ["keys"], midiOutput: { port: "Synth", channel: 4 } }],
    [
      "clip.add",
      {
        clips: [
          aNotesClip("clip", {
            notes: [
              aNote("n1", { pitch: 60, startTicks: 0, lengthTicks: 960 }),
              aNote("n2", { pitch: 64, startTicks: 960, lengthTicks: 1920 }),
            ],
          }),
        ],
      },
    ],
  )
}

const stretch = (quarter: number, quarters: number, isLeap = false) => ({
  ...{ contextFrame: 0, songFrame: quarter * FRAMES_A_QUARTER, isLeap },
  frames: quarters * FRAMES_A_QUARTER,
})

/** "94 3c 0": status and pitch in hexadecimal digits, and frames. */
const text = (messages: ReturnType<TrackNotes["advance"]>): string[] =>
  messages.map(({ bytes, afterFrames }) =>
    [...[...bytes.slice(0, 2)].map((byte) => byte.toString(16)), afterFrames].join(" "),
  )

describe("the notes of a track that goes to an output", () => {
  it("are sent on its channel at their frames, and end where the song leaps", () => {
    const project = aSong()
    const notes = new TrackNotes()
    expect(notes.follow(project, songTime(project, RATE_HZ))).toEqual([])
    expect(text(notes.advance(stretch(0, 1, true)))).toEqual(["94 3c 0"])
    expect(text(notes.advance(stretch(1, 1)))).toEqual(["84 3c 0", "94 40 0"])
    expect(text(notes.advance(stretch(0, 0.5, true)))).toEqual(["84 40 0", "94 3c 0"])
    expect([...notes.stop()]).toEqual(["Synth"])
  })

  it("that are taken away, muted or sent elsewhere while they sound end at once", () => {
    const changes: Parameters<typeof after>[1][] = [
      ["clip.remove", { clipIds: ["clip"] }],
      ["track.mute", { trackIds: ["keys"], isMuted: true }],
      ["track.midi-output", { trackIds: ["keys"], midiOutput: null }],
    ]
    for (const change of changes) {
      const project = aSong()
      const time = songTime(project, RATE_HZ)
      const notes = new TrackNotes()
      notes.follow(project, time)
      notes.advance(stretch(0, 0.5, true))
      expect(text(notes.follow(after(project, change), time))).toEqual(["84 3c 0"])
    }
  })
})
