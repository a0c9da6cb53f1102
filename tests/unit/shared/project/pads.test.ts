import { describe, expect, it } from "vitest"
import { KIT_KEYS } from "#shared/dsp/kit/index.ts"
import { padsOf } from "#shared/dsp/instruments/drums/pads.ts"
import { drumPadsOf, type Pad } from "#shared/project/drum-state.ts"
import { entityOf, runCommand, type Project } from "#shared/project/index.ts"
import { planOf, songTime } from "#shared/project/sound/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const media = {
  ...{ id: "door", sha256: "a".repeat(64), name: "door.wav", seconds: 2, rateHz: 44_100 },
  channels: 1,
}

function aKit(): Project {
  return after(
    anEmptyProject(),
    ["track.add", { id: "drums", kind: "drum", name: "Drums", colour: 0 }],
    [
      "device.add",
      {
        trackId: "drums",
        device: {
          ...{ id: "kit", kind: "drums", role: "instrument", isBypassed: false },
          ...{ parameters: {}, state: { pads: [] } },
        },
      },
    ],
    ["media.add", { media: [media] }],
  )
}

const set = (project: Project, key: number, changes: object): Project =>
  after(project, ["pad.set", { deviceId: "kit", key, changes }])
const padOf = (project: Project, key: number): Pad =>
  drumPadsOf(entityOf(project.devices, "kit")?.state).find((pad) => pad.key === key)!

const planned = (project: Project, source: number | undefined) =>
  padsOf(planOf(project, songTime(project, 48_000), () => source).channels[0]!.instrument?.state)

describe("the pads of a drum sampler", () => {
  it("are the kit's where nothing was changed, whatever the state is", () => {
    for (const state of [{ pads: [] }, null, "broken", { pads: [7] }])
      expect(drumPadsOf(state).map(({ key }) => key)).toEqual(KIT_KEYS)
    expect(padOf(aKit(), 42)).toMatchObject({ name: "Closed Hi-Hat", kitKey: 42, gainDb: 0 })
    expect(padOf(aKit(), 42).chokeGroup).toBe(padOf(aKit(), 46).chokeGroup)
  })

  it("change one value at a time, and go back to the kit's by null", () => {
    const changed = set(set(aKit(), 36, { gainDb: -6, name: "Boom" }), 36, { pan: 0.5 })
    expect(padOf(changed, 36)).toMatchObject({ gainDb: -6, name: "Boom", pan: 0.5 })
    expect(padOf(changed, 38)).toEqual(padOf(aKit(), 38))
    const back = set(changed, 36, { gainDb: null, name: null, pan: null })
    expect(entityOf(back.devices, "kit")?.state).toEqual({ pads: [] })
  })

  it("play another sound of the kit, with that one's name", () => {
    expect(padOf(set(aKit(), 36, { kitKey: 56 }), 36)).toMatchObject({
      ...{ name: "Cowbell", kitKey: 56, key: 36 },
    })
  })

  it("play a recording of the project, which is silent where it is missing", () => {
    const sample = { mediaId: "door", startSeconds: 0.5, endSeconds: 1 }
    const own = set(aKit(), 20, { sample, name: "Door", decaySeconds: 0.4, tuneSemitones: 3 })
    expect(planned(own, 4).find(({ key }) => key === 20)).toEqual({
      ...{ key: 20, kitKey: -1, source: 4, startSeconds: 0.5, endSeconds: 1, gain: 1, pan: 0 },
      ...{ semitones: 3, chokeGroup: 0, decaySeconds: 0.4 },
    })
    expect(planned(own, undefined).map(({ key }) => key)).toEqual(KIT_KEYS)
  })

  it("are refused to other devices, out of range, and with recordings that are not there", () => {
    const run = (args: object) => () => runCommand(aKit(), "pad.set", args)
    const sample = { mediaId: "gone", startSeconds: 0, endSeconds: 1 }
    expect(run({ deviceId: "none", key: 36, changes: {} })).toThrow()
    expect(run({ deviceId: "kit", key: 36, changes: { pan: 2 } })).toThrow()
    expect(run({ deviceId: "kit", key: 36, changes: { sample } })).toThrow()
  })
})
