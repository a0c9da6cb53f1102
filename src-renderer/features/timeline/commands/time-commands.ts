/** What is done with time and with tracks. */
import type { Command } from "../../../session/index.ts"
import {
  addClipHere,
  addMarker,
  addSection,
  addTrack,
  deleteTime,
  duplicateTracks,
  groupTracks,
  insertTime,
  loopSelection,
  removeMarkerHere,
  renameMarkerHere,
} from "../edit/actions.ts"
import { automateSelected } from "../edit/automate.ts"
import { laneTick, toggleRamp } from "../gestures/time-lanes.ts"
import { eventAt, type LaneKind } from "../model/time-lanes.ts"
import type { TimelineDoors } from "./timeline-commands.ts"

const group = "Timeline"

export function timeCommands({ timeline }: TimelineDoors): Command[] {
  return [
    {
      ...{ id: "timeline.loop", label: "Loop the selection, or loop on and off", keys: "Ctrl+L" },
      ...{ group, hint: "Loop", run: () => loopSelection(timeline) },
    },
    {
      ...{
        id: "timeline.insert-time",
        label: "Insert time before the range",
        keys: "Ctrl+Shift+Insert",
      },
      ...{ group, also: "ripple silence", run: () => insertTime(timeline) },
    },
    {
      ...{
        id: "timeline.delete-time",
        label: "Delete the range's time",
        keys: "Ctrl+Shift+Delete",
      },
      ...{ group, also: "ripple cut", run: () => deleteTime(timeline) },
    },
    {
      ...{ id: "timeline.marker", label: "Add a marker at the playhead", keys: "M", group },
      run: () => addMarker(timeline),
    },
    {
      ...{ id: "timeline.section", label: "Add a section over the range", keys: "Shift+M", group },
      run: () => addSection(timeline),
    },
    {
      ...{ id: "timeline.rename-marker", label: "Rename the section at the playhead", group },
      isEnabled: () => timeline.project.markers.some((bucket) => bucket.length > 0),
      run: () => renameMarkerHere(timeline),
    },
    {
      ...{ id: "timeline.remove-marker", label: "Remove the marker at the playhead", group },
      isEnabled: () => timeline.project.markers.some((bucket) => bucket.length > 0),
      run: () => removeMarkerHere(timeline),
    },
  ]
}

/** What holds for the whole piece, from the playhead on. */
export function laneCommands({ timeline }: TimelineDoors): Command[] {
  const here = (): number => Math.floor(timeline.transport.positionTicks())
  const set = (kind: LaneKind, label: string): Command => ({
    ...{ id: `timeline.set-${kind}`, label, group },
    run: () => timeline.edit(kind, laneTick(timeline, kind, here())),
  })
  return [
    set("tempo", "Set the tempo at the playhead"),
    set("meter", "Set the meter at the playhead"),
    set("key", "Set the key at the playhead"),
    set("chord", "Set a chord at the playhead"),
    {
      ...{ id: "timeline.ramp", label: "Ramp or step the tempo at the playhead", group },
      run: () => toggleRamp(timeline, eventAt(timeline.project, "tempo", here())?.tick ?? 0),
    },
    {
      ...{ id: "timeline.tap-tempo", label: "Tap the tempo", keys: "T", group, also: "bpm beat" },
      run: () => timeline.taps.tap(),
    },
    {
      ...{ id: "timeline.header", label: "Show or hide tempo, meter and key", group },
      run: () => (timeline.isHeaderUnfolded = !timeline.isHeaderUnfolded),
    },
  ]
}

export function trackCommands({ timeline }: TimelineDoors): Command[] {
  const some = (): boolean => timeline.selectedTracks.length > 0
  return [
    {
      ...{ id: "timeline.add-audio", label: "Add an audio track", group },
      run: () => addTrack(timeline, { kind: "audio", name: "Audio" }),
    },
    {
      ...{ id: "timeline.add-instrument", label: "Add a piano track", group, also: "instrument" },
      run: () => addTrack(timeline, { kind: "instrument", name: "Piano" }),
    },
    {
      ...{ id: "timeline.add-synth", label: "Add a synthesiser track", group, also: "poly" },
      run: () => addTrack(timeline, { kind: "instrument", name: "Poly synth", instrument: "poly" }),
    },
    {
      ...{ id: "timeline.add-drums", label: "Add a drum track", group },
      run: () => addTrack(timeline, { kind: "drum", name: "Drums" }),
    },
    {
      ...{ id: "timeline.add-gesture", label: "Add a gesture track", group, also: "deck hand" },
      run: () => addTrack(timeline, { kind: "gesture", name: "Hand" }),
    },
    {
      ...{ id: "timeline.add-group", label: "Add a group track", group, also: "bus" },
      run: () => addTrack(timeline, { kind: "bus", name: "Group" }),
    },
    {
      ...{ id: "timeline.add-clip", label: "Add an empty clip at the playhead", keys: "Insert" },
      ...{ group, isEnabled: some, run: () => addClipHere(timeline) },
    },
    {
      ...{ id: "timeline.duplicate-track", label: "Duplicate the track", keys: "Ctrl+Shift+D" },
      ...{ group, isEnabled: some, run: () => duplicateTracks(timeline) },
    },
    {
      ...{ id: "timeline.group", label: "Group the selected tracks", keys: "Ctrl+G", group },
      isEnabled: some,
      run: () => groupTracks(timeline),
    },
    {
      ...{ id: "timeline.automate-level", label: "Automate the level of the track", group },
      isEnabled: some,
      run: () => automateSelected(timeline, "gainDb"),
    },
    {
      ...{ id: "timeline.automate-pan", label: "Automate the pan of the track", group },
      isEnabled: some,
      run: () => automateSelected(timeline, "pan"),
    },
    {
      ...{ id: "timeline.rename-track", label: "Rename the track", keys: "F2", group },
      isEnabled: some,
      run: () => (timeline.renamingId = timeline.selectedTracks.at(-1)?.id ?? null),
    },
  ]
}
