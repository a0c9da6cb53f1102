/** What is done with time and with tracks. */
import type { Command } from "../../../session/index.ts"
import {
  addClipHere,
  addMarker,
  addSection,
  addTrack,
  automateSelected,
  deleteTime,
  groupTracks,
  insertTime,
  loopSelection,
  removeMarkerHere,
  renameMarkerHere,
} from "../edit/actions.ts"
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
      ...{ id: "timeline.add-drums", label: "Add a drum track", group },
      run: () => addTrack(timeline, { kind: "drum", name: "Drums" }),
    },
    {
      ...{ id: "timeline.add-clip", label: "Add an empty clip at the playhead", keys: "Insert" },
      ...{ group, isEnabled: some, run: () => addClipHere(timeline) },
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
