/** Random arguments for commands on tracks, devices, sends and the project. */
import { clipsOf, entitiesOf, type Project } from "#shared/project/index.ts"
import { TAKE } from "../projects.ts"
import { idOf, ids, step, tracksOf, type Dice, type Maker } from "./dice.ts"

const trackSet = (field: string, value: (dice: Dice) => unknown): Maker => {
  return (project, dice) => ({ trackIds: ids(dice.some(tracksOf(project))), [field]: value(dice) })
}

export const trackMakers: Record<string, Maker> = {
  "project.rename": (_, dice) => ({ title: `Piece ${dice.upTo(3)}` }),
  "loop.set": (_, dice) => ({ startTicks: step(dice), lengthTicks: 960, isOn: dice.coin() }),
  "track.add": (project, dice) => ({
    id: dice.fresh("track"),
    kind: dice.one(["audio", "instrument", "drum", "gesture", "bus"]),
    name: "New",
    index: dice.upTo(project.trackOrder.length),
    ...(dice.coin() ? { parentId: dice.one(tracksOf(project)).id } : {}),
  }),
  "track.remove": (project, dice) => ({ trackIds: [dice.one(tracksOf(project)).id] }),
  "track.duplicate": (project, dice) => {
    const track = dice.one(tracksOf(project))
    const named = (all: readonly string[]): object =>
      Object.fromEntries(all.map((id) => [id, dice.fresh("copy")]))
    return {
      trackId: track.id,
      newId: dice.fresh("track"),
      clipIds: named(ids(clipsOf(project, track.id))),
      deviceIds: named(track.devices),
    }
  },
  "track.move": (project, dice) => ({
    trackIds: dice.some(project.trackOrder),
    index: dice.upTo(5),
    ...(dice.coin() ? { parentId: dice.coin() ? null : dice.one(tracksOf(project)).id } : {}),
  }),
  "track.rename": (project, dice) => ({ trackId: dice.one(tracksOf(project)).id, name: "Other" }),
  "track.colour": trackSet("colour", (dice) => dice.upTo(9)),
  "track.gain": trackSet("gainDb", (dice) => -dice.upTo(60)),
  "track.pan": trackSet("pan", (dice) => dice.upTo(10) / 10),
  "track.mute": trackSet("isMuted", (dice) => dice.coin()),
  "track.solo": trackSet("isSoloed", (dice) => dice.coin()),
  "track.solo-safe": trackSet("isSoloSafe", (dice) => dice.coin()),
  "track.arm": trackSet("isArmed", (dice) => dice.coin()),
  "track.height": trackSet("heightPixels", (dice) => 40 + dice.upTo(100)),
  "track.input": trackSet("input", (dice) =>
    dice.coin() ? null : { kind: "midi", source: "Keyboard", monitoring: "armed" },
  ),
  "track.midi-output": trackSet("midiOutput", (dice) =>
    dice.coin() ? null : { port: "Synth", channel: dice.upTo(15) },
  ),
  "midi.bind": (project, dice) => ({
    binding: {
      target: { kind: "track", trackId: dice.one(tracksOf(project)).id, parameter: "pan" },
      port: "Keyboard",
      source: { kind: "control", channel: 0, controller: dice.upTo(3), isFine: dice.coin() },
    },
  }),
  "midi.unbind": (project, dice) => ({
    target: { kind: "track", trackId: dice.one(tracksOf(project)).id, parameter: "pan" },
  }),
  "track.output": (project, dice) => ({
    trackIds: ids(dice.some(tracksOf(project))),
    outputId: dice.one(tracksOf(project)).id,
  }),
  "device.add": (project, dice) => ({
    trackId: dice.one(tracksOf(project)).id,
    device: {
      id: dice.fresh("device"),
      kind: "compressor",
      role: dice.upTo(4) === 0 ? "instrument" : "effect",
      isBypassed: false,
      parameters: { thresholdDb: -12 },
      ...(dice.coin() ? { sidechainTrackId: dice.one(tracksOf(project)).id } : {}),
    },
    ...(dice.coin() ? { index: dice.upTo(2) } : {}),
  }),
  "device.remove": (project, dice) => ({ deviceIds: [idOf(entitiesOf(project.devices), dice)] }),
  "device.move": (project, dice) => ({
    deviceId: idOf(entitiesOf(project.devices), dice),
    trackId: dice.one(tracksOf(project)).id,
    index: dice.upTo(2),
  }),
  "device.rename": (project, dice) => ({
    deviceId: idOf(entitiesOf(project.devices), dice),
    name: "Mine",
  }),
  "device.bypass": (project, dice) => ({
    deviceIds: ids(dice.some(entitiesOf(project.devices))),
    isBypassed: dice.coin(),
  }),
  "device.parameter": (project, dice) => ({
    deviceId: idOf(entitiesOf(project.devices), dice),
    parameters: { ratio: dice.upTo(20) },
  }),
  "device.state": (project, dice) => ({
    deviceId: idOf(entitiesOf(project.devices), dice),
    ...(dice.coin() ? { state: { pads: [dice.upTo(3), null, "kick"] } } : {}),
  }),
  "pad.set": (project, dice) => ({
    deviceId: dice.upTo(4) === 0 ? idOf(entitiesOf(project.devices), dice) : "synth",
    key: 36 + dice.upTo(3),
    changes: { gainDb: dice.coin() ? null : -dice.upTo(20), chokeGroup: dice.upTo(2) },
  }),
  "device.sidechain": (project, dice) => ({
    deviceId: idOf(entitiesOf(project.devices), dice),
    sidechainTrackId: dice.coin() ? null : dice.one(tracksOf(project)).id,
  }),
  "send.add": (project, dice) => ({
    trackId: dice.one(tracksOf(project)).id,
    send: { busId: dice.one(tracksOf(project)).id, gainDb: -6, isPreFader: dice.coin() },
  }),
  "send.remove": (project, dice) => sendOf(project, dice),
  "send.set": (project, dice) => ({ ...sendOf(project, dice), gainDb: -dice.upTo(20) }),
  "media.add": (_, dice) => ({ media: [{ ...TAKE, id: dice.fresh("media") }] }),
  "media.relink": (project, dice) => ({
    media: { ...TAKE, id: idOf(entitiesOf(project.media), dice), sha256: "f".repeat(64) },
  }),
  "media.remove": (project, dice) => ({ mediaIds: [idOf(entitiesOf(project.media), dice)] }),
}

function sendOf(project: Project, dice: Dice): { trackId: string; busId: string } {
  const track = dice.any(tracksOf(project).filter(({ sends }) => sends.length > 0))
  if (!track) return { trackId: "voice", busId: "hall" }
  return { trackId: track.id, busId: dice.one(track.sends).busId }
}
