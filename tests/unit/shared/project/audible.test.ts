import { describe, expect, it } from "vitest"
import { heardTracks } from "#shared/project/sound/audible.ts"
import type { Project, Track } from "#shared/project/index.ts"

const project = { masterTrackId: "master" } as Project
const track = (id: string, more: { to?: string; sendsTo?: string } & Partial<Track> = {}): Track =>
  ({
    ...{ id, isSoloed: false, isSoloSafe: false, isMuted: false, outputId: more.to ?? "master" },
    sends:
      more.sendsTo === undefined ? [] : [{ busId: more.sendsTo, gainDb: 0, isPreFader: false }],
    ...more,
  }) as unknown as Track

/** Names of what sounds, "~" before those that do by their sends alone. */
function heard(tracks: Track[]): string[] {
  const { audible, onlySends } = heardTracks(project, tracks)
  return [...audible]
    .filter((id) => id !== "master")
    .map((id) => (onlySends.has(id) ? `~${id}` : id))
    .sort()
}

describe("solo in place", () => {
  const voice = (more: Partial<Track> = {}) => track("voice", { sendsTo: "hall", ...more })
  const hall = (more: Partial<Track> = {}) => track("hall", more)

  it("of a track lets its way sound, and its effects", () => {
    expect(heard([voice({ isSoloed: true }), track("drums"), hall()])).toEqual(["hall", "voice"])
  })

  it("of a bus that is sent to lets the bus sound, without the tracks themselves", () => {
    expect(heard([voice(), track("drums"), hall({ isSoloed: true })])).toEqual(["hall", "~voice"])
  })

  it("of such a bus reaches through groups", () => {
    const group = track("group", { sendsTo: "hall" })
    const child = track("child", { to: "group" })
    expect(heard([child, group, hall({ isSoloed: true })])).toEqual(["child", "hall", "~group"])
  })

  it("of a group lets its tracks sound with their effects", () => {
    const child = track("child", { to: "group", sendsTo: "hall" })
    const group = track("group", { isSoloed: true })
    expect(heard([child, group, hall(), track("drums")])).toEqual(["child", "group", "hall"])
  })

  it("leaves what is safe, and what is muted is silent whatever else holds", () => {
    const safe = track("drums", { isSoloSafe: true })
    expect(heard([voice({ isSoloed: true, isMuted: true }), safe, hall()])).toEqual([
      "drums",
      "hall",
    ])
  })

  it("without a solo everything sounds whole", () => {
    expect(heard([voice(), track("drums", { isMuted: true }), hall()])).toEqual(["hall", "voice"])
  })
})

describe("mute of a group", () => {
  const child = (more: Partial<Track> = {}) =>
    track("child", { to: "inner", sendsTo: "hall", ...more })
  const inner = track("inner", { to: "outer" })
  const outer = track("outer", { isMuted: true })

  it("silences its tracks with what they send, through groups in groups", () => {
    expect(heard([child(), inner, outer, track("drums"), track("hall")])).toEqual(["drums", "hall"])
  })

  it("holds against a solo of one of them, and of the effect that they send to", () => {
    const hall = track("hall")
    expect(heard([child({ isSoloed: true }), inner, outer, hall])).toEqual(["hall"])
    expect(heard([child(), inner, outer, track("hall", { isSoloed: true })])).toEqual(["hall"])
  })

  it("of an effect leaves the tracks that send to it, and of the master what plays outside", () => {
    const master = track("master", { isMuted: true })
    const tracks = [track("voice", { sendsTo: "hall" }), track("hall", { isMuted: true }), master]
    expect(heard(tracks)).toEqual(["voice"])
  })
})
