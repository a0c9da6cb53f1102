/** What is done with clips. */
import type { Command } from "../../../session/index.ts"
import {
  duplicate,
  joinSelected,
  muteSelected,
  nudge,
  nudgeEdge,
  removeSelected,
  slip,
  splitAtPlayhead,
} from "../edit/actions.ts"
import { canPaste, copyClips, cutClips, pasteClips } from "../edit/clipboard-actions.ts"
import { crossfadeSelected } from "../edit/crossfade-actions.ts"
import { currentClip, walk, walkTracks } from "../edit/walk.ts"
import { trackIdsOf } from "../gestures/gesture.ts"
import type { TimelineDoors } from "./timeline-commands.ts"

const group = "Timeline"

type Make = (
  id: string,
  label: string,
  keys: string | undefined,
  run: () => unknown,
  more?: Partial<Command>,
) => Command

export function clipCommands({ timeline, onopen, oncontinue }: TimelineDoors): Command[] {
  const some = (): boolean => timeline.selectedClips.length > 0
  const last = () => timeline.selectedClips.at(-1)
  const command: Make = (id, label, keys, run, more = {}) => ({
    ...{ id: `timeline.${id}`, label, group, isEnabled: some, run },
    ...(keys === undefined ? {} : { keys }),
    ...more,
  })
  return [
    command("duplicate", "Duplicate the clips", "Ctrl+D", () => duplicate(timeline), {
      hint: "Duplicate",
      also: "copy repeat",
      isEnabled: () => timeline.endTicks > 0,
    }),
    command("crossfade", "Cross-fade the clips", undefined, () => crossfadeSelected(timeline), {
      also: "crossfade fade",
      isEnabled: () => timeline.selectedClips.length > 1,
    }),
    command("copy", "Copy clips", "Ctrl+C", () => copyClips(timeline)),
    command("cut", "Cut clips", "Ctrl+X", () => cutClips(timeline)),
    command("paste", "Paste clips at the playhead", "Ctrl+V", () => pasteClips(timeline), {
      isEnabled: () => canPaste(timeline),
    }),
    command("split", "Split at the playhead", "S", () => splitAtPlayhead(timeline), {
      hint: "Split",
      isEnabled: () => timeline.endTicks > 0,
    }),
    command("join", "Join clips", "J", () => joinSelected(timeline), {
      isEnabled: () => timeline.selectedClips.length > 1,
    }),
    command("mute", "Mute or unmute clips", "0", () => muteSelected(timeline)),
    command("remove", "Remove", "Delete", () => removeSelected(timeline), {
      isEnabled: () => some() || timeline.selectedTracks.length > 0,
    }),
    {
      ...command("remove-back", "Remove", "Backspace", () => removeSelected(timeline)),
      isListed: false,
    },
    command("open", "Open the clip", "Enter", () => onopen(last()?.id ?? "")),
    command("continue", "Continue this clip", undefined, () => oncontinue(last()?.id ?? ""), {
      also: "suggest ask model partner go on",
      isEnabled: () => last()?.kind === "notes",
    }),
    command(
      "select-all",
      "Select all clips",
      "Ctrl+A",
      () =>
        timeline.select(
          trackIdsOf(timeline).flatMap((id) => timeline.clipsOn(id).map((clip) => clip.id)),
        ),
      { isEnabled: () => timeline.endTicks > 0 },
    ),
    {
      ...command("clear", "Clear the selection", "Escape", () => timeline.studio.selection.clear()),
      isListed: false,
      isEnabled: () => timeline.studio.selection.ids.length > 0,
    },
  ]
}

/** Arrows move what is selected; with Alt they walk; with Ctrl they draw the end, with Ctrl and Alt they slip. */
export function moveCommands({ timeline, hasFocus }: TimelineDoors): Command[] {
  const arrow = (keys: string, label: string, run: () => void, isListed = true): Command => ({
    ...{ id: `timeline.${keys.toLowerCase()}`, label, keys, group, isListed, run },
    isEnabled: () => hasFocus() && currentClip(timeline) !== undefined,
  })
  return [
    arrow("ArrowLeft", "Move left by the grid", () => nudge(timeline, { right: -1 })),
    arrow("ArrowRight", "Move right by the grid", () => nudge(timeline, { right: 1 })),
    arrow("ArrowUp", "Move to the track above", () => nudge(timeline, { down: -1 })),
    arrow("ArrowDown", "Move to the track below", () => nudge(timeline, { down: 1 })),
    arrow("Shift+ArrowLeft", "Move left by a tick", () => nudge(timeline, { right: -1 }, true)),
    arrow("Shift+ArrowRight", "Move right by a tick", () => nudge(timeline, { right: 1 }, true)),
    arrow("Alt+ArrowLeft", "Previous clip", () => walk(timeline, -1)),
    arrow("Alt+ArrowRight", "Next clip", () => walk(timeline, 1)),
    arrow("Alt+Shift+ArrowLeft", "Previous clip too", () => walk(timeline, -1, true)),
    arrow("Alt+Shift+ArrowRight", "Next clip too", () => walk(timeline, 1, true)),
    arrow("Alt+ArrowUp", "Clip on the track above", () => walkTracks(timeline, -1)),
    arrow("Alt+ArrowDown", "Clip on the track below", () => walkTracks(timeline, 1)),
    arrow("Ctrl+ArrowLeft", "Shorten at the end", () => nudgeEdge(timeline, "end", -1)),
    arrow("Ctrl+ArrowRight", "Lengthen at the end", () => nudgeEdge(timeline, "end", 1)),
    arrow("Ctrl+Shift+ArrowLeft", "Lengthen at the start", () => nudgeEdge(timeline, "start", -1)),
    arrow("Ctrl+Shift+ArrowRight", "Shorten at the start", () => nudgeEdge(timeline, "start", 1)),
    arrow("Ctrl+Alt+ArrowLeft", "Slip content left", () => slip(timeline, -1)),
    arrow("Ctrl+Alt+ArrowRight", "Slip content right", () => slip(timeline, 1)),
  ]
}
