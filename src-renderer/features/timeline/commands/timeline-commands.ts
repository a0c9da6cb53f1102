/** What can be done on the timeline, as commands: keys, palette, status bar. */
import type { Command, Hint } from "../../../session/index.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { clipCommands, moveCommands } from "./clip-commands.ts"
import { historyCommands, playCommands } from "./play-commands.ts"
import { laneCommands, timeCommands, trackCommands } from "./time-commands.ts"
import { lookCommands, toolCommands } from "./tool-commands.ts"

export interface TimelineDoors {
  timeline: TimelineState
  onopen(clipId: string): void
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

export const TIMELINE_HINTS: readonly Hint[] = [
  { keys: "Double click", label: "New clip, open" },
  { keys: "Alt drag", label: "Copy" },
  { keys: "Ctrl drag", label: "Slip" },
  { keys: "Shift drag", label: "Without grid" },
]
