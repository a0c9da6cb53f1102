import { describe, expect, test } from "vitest"
import { refuseUnknown } from "../../../src-main/cli/known-fields.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../support/projects.ts"

const device = (changes: object): object => ({
  ...{ id: "d", kind: "eq", role: "effect", isBypassed: false, parameters: {} },
  ...changes,
})
const project = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["device.add", { trackId: "keys", device: device({ kind: "gate" }) }],
)
const asked = (name: string, args: object) => () => refuseUnknown(project, name, args)
const adding = (changes: object) =>
  asked("device.add", { trackId: "keys", device: device(changes) })

describe("a field that a command does not have", () => {
  test("is refused by its name and place", () => {
    const rename = { trackId: "keys", name: "Piano", colour: 3 }
    expect(asked("track.rename", rename)).toThrow("the arguments have no colour")
    const clip = aNotesClip("c", { notes: [aNote("n"), { ...aNote("m"), velo: 3 } as never] })
    expect(asked("clip.add", { clips: [clip] })).toThrow("notes 2 of clips 1 has no velo")
    expect(adding({ bypassed: true })).toThrow("device has no bypassed")
  })
  test("is none where a device keeps what it likes", () => {
    expect(adding({ state: { any: [{ thing: 1 }] } })).not.toThrow()
  })
})

describe("a device that this studio does not know", () => {
  test("is refused, and those that there are are named", () => {
    expect(adding({ kind: "ec" })).toThrow('there is no effect "ec". There are eq, compressor')
    expect(adding({ role: "instrument" })).toThrow(
      'there is no instrument "eq". There are soundfont',
    )
  })
  test("and so are its parameters, also of a device that is there", () => {
    expect(adding({ parameters: { gain: 1 } })).toThrow('"gain" is none of eq, which has ')
    const set = { deviceId: "d", parameters: { threshold: -30, thresold: 1 } }
    expect(asked("device.parameter", set)).toThrow(
      '"thresold" is none of gate, which has threshold',
    )
  })
  test("also where they are to move over time; a track has its level and pan", () => {
    const lane = (target: object) =>
      asked("automation.add-lane", { trackId: "keys", lane: { id: "l", target, points: [] } })
    expect(lane({ parameter: "pan" })).not.toThrow()
    expect(lane({ deviceId: "d", parameter: "threshold" })).not.toThrow()
    expect(lane({ parameter: "volume" })).toThrow(
      'parameter of target of lane: "volume" is none of a track, which has gainDb, pan',
    )
    expect(lane({ deviceId: "d", parameter: "ratio" })).toThrow('"ratio" is none of gate')
  })
})
