/** Commands that set one thing of a track, or of many alike. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { routeProblem } from "../edit/allowed.ts"
import { nameOf, trackOf } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putTracks } from "../edit/put.ts"
import {
  Colour,
  GainDb,
  HeightPixels,
  MidiOutput,
  Name,
  Pan,
  TrackId,
  TrackInput,
  type Project,
  type Track,
} from "../model/index.ts"
import { withoutCycles } from "../routing.ts"
import { defineCommand } from "./define-command.ts"

const trackIds = z.array(TrackId).min(1)

function setTracks(project: Project, ids: readonly TrackId[], change: (track: Track) => Track) {
  return putTracks(
    project,
    ids.map((id) => change(trackOf(project, id))),
  )
}

/** Where the sound of a track goes. @throws StudioError conflict where it would come back */
function setOutput(project: Project, ids: readonly TrackId[], outputId: TrackId): Project {
  trackOf(project, outputId)
  return withoutCycles(
    setTracks(project, ids, (track) => {
      if (track.kind === "master") fail("invalid-input", `${nameOf(track)} is where sound ends`)
      const problem = routeProblem(project, track, outputId, false)
      if (problem !== undefined) fail("invalid-input", problem)
      return patched(track, { outputId })
    }),
  )
}

export const trackSettingCommands = [
  defineCommand({
    name: "track.rename",
    label: "Rename track",
    args: z.object({ trackId: TrackId, name: Name }),
    apply: (project, { trackId, name }) =>
      setTracks(project, [trackId], (track) => patched(track, { name })),
  }),
  defineCommand({
    name: "track.colour",
    label: "Colour track",
    args: z.object({ trackIds, colour: Colour }),
    apply: (project, { trackIds: ids, colour }) =>
      setTracks(project, ids, (track) => patched(track, { colour })),
  }),
  defineCommand({
    name: "track.gain",
    label: "Set level",
    args: z.object({ trackIds, gainDb: GainDb }),
    apply: (project, { trackIds: ids, gainDb }) =>
      setTracks(project, ids, (track) => patched(track, { gainDb })),
  }),
  defineCommand({
    name: "track.pan",
    label: "Set pan",
    args: z.object({ trackIds, pan: Pan }),
    apply: (project, { trackIds: ids, pan }) =>
      setTracks(project, ids, (track) => patched(track, { pan })),
  }),
  defineCommand({
    name: "track.mute",
    label: ({ isMuted }) => (isMuted ? "Mute" : "Unmute"),
    args: z.object({ trackIds, isMuted: z.boolean() }),
    apply: (project, { trackIds: ids, isMuted }) =>
      setTracks(project, ids, (track) => patched(track, { isMuted })),
  }),
  defineCommand({
    name: "track.solo",
    label: ({ isSoloed }) => (isSoloed ? "Solo" : "Unsolo"),
    args: z.object({ trackIds, isSoloed: z.boolean() }),
    apply: (project, { trackIds: ids, isSoloed }) =>
      setTracks(project, ids, (track) => patched(track, { isSoloed })),
  }),
  defineCommand({
    name: "track.solo-safe",
    label: "Keep audible in solo",
    args: z.object({ trackIds, isSoloSafe: z.boolean() }),
    apply: (project, { trackIds: ids, isSoloSafe }) =>
      setTracks(project, ids, (track) => patched(track, { isSoloSafe })),
  }),
  defineCommand({
    name: "track.arm",
    label: ({ isArmed }) => (isArmed ? "Arm" : "Disarm"),
    args: z.object({ trackIds, isArmed: z.boolean() }),
    apply: (project, { trackIds: ids, isArmed }) =>
      setTracks(project, ids, (track) => patched(track, { isArmed })),
  }),
  defineCommand({
    name: "track.input",
    label: "Choose input",
    args: z.object({ trackIds, input: TrackInput.nullable() }),
    apply: (project, { trackIds: ids, input }) =>
      setTracks(project, ids, (track) => patched(track, { input: input ?? undefined })),
  }),
  defineCommand({
    name: "track.midi-output",
    label: "Choose MIDI output",
    args: z.object({ trackIds, midiOutput: MidiOutput.nullable() }),
    apply: (project, { trackIds: ids, midiOutput }) =>
      setTracks(project, ids, (track) => patched(track, { midiOutput: midiOutput ?? undefined })),
  }),
  defineCommand({
    name: "track.output",
    label: "Choose output",
    args: z.object({ trackIds, outputId: TrackId }),
    apply: (project, { trackIds: ids, outputId }) => setOutput(project, ids, outputId),
  }),
  defineCommand({
    name: "track.height",
    label: "Set track height",
    args: z.object({ trackIds, heightPixels: HeightPixels }),
    apply: (project, { trackIds: ids, heightPixels }) =>
      setTracks(project, ids, (track) => patched(track, { heightPixels })),
  }),
] as const
