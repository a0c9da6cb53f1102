/** A song as it is mixed: twelve tracks, a group, two buses, devices and sends. */
import { type Project } from "#shared/project/index.ts"
import { after, anEmptyProject } from "../../support/projects.ts"

type Kind = "audio" | "instrument" | "drum" | "bus"

const effect = (id: string, kind: string, parameters: Record<string, number> = {}) => ({
  ...{ id, kind, role: "effect" as const, isBypassed: false, parameters },
})

const add = (project: Project, id: string, kind: Kind, rest: Record<string, unknown>): Project =>
  after(project, ["track.add", { id, kind, ...rest }])

export function aMix(): Project {
  let project = anEmptyProject()
  const tracks: [string, Kind, string, number, number, number][] = [
    ["drums", "drum", "Drums", 0, -3.4, 0],
    ["bass", "instrument", "Bass", 1, -4.3, 0],
    ["piano", "instrument", "Piano", 2, -4.8, -0.3],
    ["strings", "bus", "Strings", 5, -2, 0.1],
    ["violins", "audio", "Violins", 5, -5.6, -0.4],
    ["cellos", "audio", "Cellos", 5, -6.1, 0.4],
    ["chunks", "audio", "Map chunks", 3, -5.9, 0.5],
    ["quay", "audio", "Quay ambience", 7, -9.2, -0.6],
    ["deck", "audio", "Deck A", 6, -3.8, 0.1],
    ["hall", "bus", "Hall", 4, -5.4, 0],
    ["echo", "bus", "Echo", 3, -12, 0],
  ]
  for (const [id, kind, name, colour] of tracks) {
    const isInGroup = id === "violins" || id === "cellos"
    project = add(project, id, kind, {
      name,
      colour,
      ...(isInGroup ? { parentId: "strings", outputId: "strings" } : {}),
    })
  }
  for (const [id, , , , gainDb, pan] of tracks)
    project = after(
      project,
      ["track.gain", { trackIds: [id], gainDb }],
      ["track.pan", { trackIds: [id], pan }],
    )
  return withDevices(project)
}

function withDevices(project: Project): Project {
  const instrument = (id: string, program: number, isDrums = false) => ({
    ...{ id, kind: "soundfont", role: "instrument" as const, isBypassed: false, parameters: {} },
    state: { program, bank: 0, isDrums },
  })
  const eq = { "band2.gain": -4, "band3.gain": 3.5, "band3.frequency": 320, "band5.gain": -2.5 }
  const devices: [string, object][] = [
    ["drums", instrument("kit", 0, true)],
    ["drums", effect("drum-comp", "compressor", { threshold: -24, ratio: 3 })],
    ["drums", effect("drum-sat", "saturation")],
    ["bass", instrument("bass-sound", 33)],
    ["bass", effect("bass-eq", "eq", eq)],
    ["bass", effect("bass-comp", "compressor")],
    ["piano", instrument("grand", 0)],
    ["piano", effect("piano-eq", "eq", eq)],
    ["strings", effect("strings-eq", "eq")],
    ["chunks", effect("gate", "gate")],
    ["chunks", effect("delay", "delay")],
    ["quay", effect("quay-eq", "eq")],
    ["deck", effect("deck-sat", "saturation")],
    ["hall", effect("reverb", "reverb")],
    ["echo", effect("echo-delay", "delay")],
    ["master", effect("limiter", "limiter")],
  ]
  let made = project
  for (const [trackId, device] of devices) made = after(made, ["device.add", { trackId, device }])
  const sends: [string, string, number][] = [
    ["drums", "hall", -18],
    ["piano", "hall", -9],
    ["strings", "hall", -6],
    ["deck", "echo", -12],
    ["deck", "hall", -20],
  ]
  for (const [trackId, busId, gainDb] of sends)
    made = after(made, ["send.add", { trackId, send: { busId, gainDb, isPreFader: false } }])
  return after(
    made,
    ["device.bypass", { deviceIds: ["drum-sat"], isBypassed: true }],
    ["track.mute", { trackIds: ["quay"], isMuted: true }],
  )
}
