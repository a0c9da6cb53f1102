/** What can be done on the timeline, as commands: keys, palette, status bar. */
import type { Command, Hint } from "../../../session/index.ts"
import type { Tool } from "../timeline-settings.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { clipCommands, moveCommands } from "./clip-commands.ts"
import { historyCommands, playCommands } from "./play-commands.ts"
import { laneCommands, timeCommands, trackCommands } from "./time-commands.ts"
import { lookCommands, toolCommands } from "./tool-commands.ts"

export interface TimelineDoors {
  timeline: TimelineState
  onopen(clipId: string): void
  /** A model is to go on from a clip of notes. */
  oncontinue(clipId: string): void
  /** Whether the focus is on the lanes, where arrows mean clips. */
  hasFocus(): boolean
}

export function timelineCommands(doors: TimelineDoors): Command[] {
  return [
    ...playCommands(doors),
    ...historyCommands(doors),
    ...clipCommands(doors),
    ...moveCommands(doors),
    ...timeCommands(doors),
    ...trackCommands(doors),
    ...laneCommands(doors),
    ...lookCommands(doors),
    ...toolCommands(doors),
  ]
}

const FREE: Hint = { keys: "Shift drag", label: "Without grid" }

/** What the hand does with each tool, for the status bar. */
export const TIMELINE_HINTS: Record<Tool, readonly Hint[]> = {
  select: [
    { keys: "Double click", label: "New clip, open" },
    { keys: "Alt drag", label: "Copy" },
    { keys: "Ctrl drag", label: "Slip" },
    FREE,
  ],
  draw: [
    { keys: "Drag", label: "Draw a clip or a curve" },
    { keys: "Alt drag", label: "Erase" },
    FREE,
  ],
  split: [{ keys: "Click", label: "Split" }, FREE],
  automation: [
    { keys: "Click", label: "New point" },
    { keys: "Alt drag", label: "Draw a curve" },
    { keys: "Ctrl drag", label: "Bend" },
    { keys: "Shift click", label: "Next curve" },
  ],
}
