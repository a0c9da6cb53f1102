import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
  checkProject,
  clipsOf,
  deviceOf,
  entitiesOf,
  sizeOf,
  trackOf,
  tracksInSoundOrder,
  type Project,
} from "#shared/project/index.ts"
import {
  aCurveClip,
  after,
  anAudioClip,
  anEmptyProject,
  aNotesClip,
  aStudio,
} from "../../../support/projects.ts"

const send = (trackId: string, busId: string): ["send.add", unknown] => [
  "send.add",
  { trackId, send: { busId, gainDb: -6, isPreFader: false } },
]
const output = (trackId: string, outputId: string): ["track.output", unknown] => [
  "track.output",
  { trackIds: [trackId], outputId },
]
const sidechain = (deviceId: string, sidechainTrackId: string): ["device.sidechain", unknown] => [
  "device.sidechain",
  { deviceId, sidechainTrackId },
]

describe("routing", () => {
  it.each([
    [[output("group", "group")]],
    [[output("group", "hall"), output("hall", "group")]],
    [[send("group", "hall"), output("hall", "group")]],
    [[send("hall", "hall")]],
    [[output("keys", "group"), output("group", "hall"), send("hall", "group")]],
  ])("refuses a cycle: %j", (calls) => {
    const ground = after(aStudio(), ...calls.slice(0, -1))
    expect(() => after(ground, calls.at(-1)!)).toThrow("would come back to it")
  })

  it("refuses a cycle through a side-chain", () => {
    const ground = after(aStudio(), output("keys", "group"))
    expect(after(ground, sidechain("eq", "voice"))).toBeDefined()
    expect(() => after(ground, sidechain("eq", "group"))).toThrow("would come back to it")
    expect(() => after(ground, sidechain("eq", "keys"))).toThrow(StudioError)
  })

  it("names a track of the cycle, not one that only feeds it", () => {
    const calls = [output("voice", "group"), output("group", "hall")]
    expect(() => after(aStudio(), ...calls, output("hall", "group"))).toThrow(/Group|Hall/)
  })

  it("goes to buses and the master alone", () => {
    expect(() => after(aStudio(), output("keys", "voice"))).toThrow("is no bus")
    expect(() => after(aStudio(), send("keys", "master"))).toThrow("is no bus")
    expect(() => after(aStudio(), output("master", "hall"))).toThrow("where sound ends")
    expect(() => after(aStudio(), output("keys", "gone"))).toThrow("no track gone")
    expect(() => after(aStudio(), send("keys", "hall"), send("keys", "hall"))).toThrow("already")
  })

  it("orders tracks so that sound is there when it is needed", () => {
    const project = after(
      aStudio(),
      send("keys", "hall"),
      output("voice", "group"),
      output("hall", "group"),
      sidechain("eq", "voice"),
    )
    const order = tracksInSoundOrder(project).map(({ id }) => id as string)
    const isBefore = (a: string, b: string): boolean => order.indexOf(a) < order.indexOf(b)
    expect(order.length).toBe(5)
    for (const [a, b] of [
      "keys hall",
      "hall group",
      "voice keys",
      "voice group",
      "group master",
    ].map((pair) => pair.split(" ") as [string, string]))
      expect(isBefore(a, b), `${a} before ${b}`).toBe(true)
  })
})

describe("groups", () => {
  const grouped = (): Project =>
    after(aStudio(), ["track.move", { trackIds: ["keys"], index: 9, parentId: "group" }])

  it("keep their tracks behind their bus, wherever it is moved", () => {
    expect(grouped().trackOrder).toEqual(["voice", "group", "keys", "hall"])
    const moved = after(grouped(), ["track.move", { trackIds: ["group"], index: 9 }])
    expect(moved.trackOrder).toEqual(["voice", "hall", "group", "keys"])
    const out = after(moved, ["track.move", { trackIds: ["keys"], index: 0, parentId: null }])
    expect(out.trackOrder).toEqual(["keys", "voice", "hall", "group"])
  })

  it("do not hold themselves, and are buses", () => {
    const inHall = after(grouped(), [
      "track.move",
      { trackIds: ["group"], index: 9, parentId: "hall" },
    ])
    const turn = { trackIds: ["hall"], index: 0, parentId: "group" }
    expect(() => after(inHall, ["track.move", turn])).toThrow("would hold itself")
    const wrong = { trackIds: ["keys"], index: 0, parentId: "voice" }
    expect(() => after(aStudio(), ["track.move", wrong])).toThrow("holds no tracks")
  })
})

describe("removing a track", () => {
  it("takes its clips, devices, sends and side-chains with it", () => {
    const project = after(
      aStudio(),
      ["clip.add", { clips: [aNotesClip("a"), anAudioClip("b")] }],
      send("voice", "hall"),
      output("voice", "group"),
      sidechain("eq", "voice"),
      ["track.move", { trackIds: ["keys"], index: 0, parentId: "group" }],
    )
    const gone = after(project, ["track.remove", { trackIds: ["group", "hall"] }])
    expect(trackOf(gone, "voice")).toMatchObject({ outputId: "master", sends: [] })
    expect(trackOf(gone, "keys").parentId).toBeUndefined()
    const silent = after(gone, ["track.remove", { trackIds: ["voice"] }])
    expect(deviceOf(silent, "eq").sidechainTrackId).toBeUndefined()
    const empty = after(silent, ["track.remove", { trackIds: ["keys"] }])
    expect(sizeOf(empty.clips) + sizeOf(empty.devices)).toBe(0)
    for (const each of [gone, silent, empty]) expect(checkProject(each)).toEqual([])
  })

  it("spares the master", () => {
    expect(() => after(aStudio(), ["track.remove", { trackIds: ["master"] }])).toThrow(
      "“Master” (master) cannot be removed",
    )
  })
})

describe("duplicating a track", () => {
  it("copies clips, devices and automation under their new ids", () => {
    const target = { deviceId: "eq", parameter: "gainDb" }
    const project = after(
      aStudio(),
      ["clip.add", { clips: [aNotesClip("a"), aCurveClip("b", { target })] }],
      ["automation.add-lane", { trackId: "keys", lane: { id: "l", target, points: [] } }],
    )
    const args = {
      trackId: "keys",
      newId: "twin",
      clipIds: { a: "a2", b: "b2" },
      deviceIds: { synth: "synth2", eq: "eq2" },
    }
    const done = after(project, ["track.duplicate", args])
    expect(checkProject(done)).toEqual([])
    expect(done.trackOrder).toEqual(["voice", "keys", "twin", "group", "hall"])
    expect(clipsOf(done, "twin").map(({ id }) => id)).toEqual(["a2", "b2"])
    expect(trackOf(done, "twin").automation[0]!.target.deviceId).toBe("eq2")
    const short = { ...args, clipIds: { a: "a2" } }
    expect(() => after(project, ["track.duplicate", short])).toThrow("The copy of b needs an id")
  })
})

describe("devices", () => {
  const synth = {
    id: "second",
    kind: "synth",
    role: "instrument",
    isBypassed: false,
    parameters: {},
  }

  it("have one instrument, first, on tracks of notes", () => {
    const add = (trackId: string, device: object, index?: number) => () =>
      after(aStudio(), [
        "device.add",
        { trackId, device, ...(index === undefined ? {} : { index }) },
      ])
    expect(add("keys", synth, 0)).toThrow("one instrument")
    expect(add("voice", synth)).toThrow("takes no instrument")
    expect(add("keys", { ...synth, role: "effect" }, 0)).toThrow("one instrument")
    const move = { deviceId: "synth", trackId: "keys", index: 1 }
    expect(() => after(aStudio(), ["device.move", move])).toThrow("before all effects")
  })

  it("go with the automation that moves them", () => {
    const target = { deviceId: "eq", parameter: "gainDb" }
    const project = after(
      aStudio(),
      ["automation.add-lane", { trackId: "keys", lane: { id: "l", target, points: [] } }],
      ["clip.add", { clips: [aCurveClip("b", { target })] }],
    )
    for (const gone of [
      after(project, ["device.remove", { deviceIds: ["eq"] }]),
      after(project, ["device.move", { deviceId: "eq", trackId: "voice", index: 0 }]),
    ]) {
      expect(trackOf(gone, "keys").automation).toEqual([])
      expect(entitiesOf(gone.clips)).toEqual([])
      expect(checkProject(gone)).toEqual([])
    }
  })

  it("lose their state when none is given", () => {
    const state = { pads: ["kick"] }
    const set = after(aStudio(), ["device.state", { deviceId: "eq", state }])
    expect(deviceOf(set, "eq").state).toEqual(state)
    expect(after(set, ["device.state", { deviceId: "eq" }])).toEqual(aStudio())
  })
})

describe("the check of a whole document", () => {
  const project = aStudio()
  const broken = (changes: Partial<Project>): string[] => checkProject({ ...project, ...changes })
  const other = anEmptyProject()

  it("says what is wrong", () => {
    expect(broken({ devices: other.devices })).toContain(
      "“Keys” (keys) has a device that is not there",
    )
    expect(broken({ trackOrder: [] })).toContain("Not every track has its place")
    expect(broken({ trackOrder: [...project.trackOrder].fill(project.trackOrder[0]!) })).toContain(
      "A track stands twice",
    )
    expect(broken({ tempo: [] })).toContain("No tempo at the start of the piece")
    expect(broken({ keys: [5, 5].map((tick) => ({ tick, tonic: "C", mode: "major" })) })).toContain(
      "The key lane is out of order",
    )
    const { clips } = after(project, ["clip.add", { clips: [anAudioClip("c")] }])
    expect(broken({ clips, media: other.media })).toEqual(["“c” (c) plays no recording"])
    const tracks = other.tracks
    expect(broken({ clips, tracks })).toContain("“c” (c) stands on no track")
  })

  it("finds nothing in what commands made", () => {
    expect(checkProject(project)).toEqual([])
    expect(checkProject(anEmptyProject())).toEqual([])
  })
})
