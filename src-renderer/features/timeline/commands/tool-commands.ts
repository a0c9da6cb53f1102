/** How much is seen, what stands beside it, and the tools. */
import type { Command } from "../../../session/index.ts"
import type { Tool } from "../timeline-settings.ts"
import { frame } from "../edit/framing.ts"
import type { TimelineDoors } from "./timeline-commands.ts"

const group = "Timeline"
const ZOOM_STEP = 1.5

export function lookCommands({ timeline }: TimelineDoors): Command[] {
  const toggle = (
    id: string,
    label: string,
    keys: string,
    key: "inspector" | "dock" | "snap" | "follow",
  ): Command => ({
    ...{ id: `timeline.${id}`, label, keys, group },
    run: () => timeline.set({ [key]: !timeline.settings[key] }),
  })
  return [
    {
      ...{ id: "timeline.frame", label: "Frame the selection", keys: "F", group },
      run: () => frame(timeline, "selection"),
    },
    {
      ...{ id: "timeline.frame-all", label: "Frame everything", keys: "Shift+F", group },
      run: () => frame(timeline, "all"),
    },
    {
      ...{ id: "timeline.zoom-in", label: "Show more detail", keys: ["+", "="], group },
      also: "zoom in",
      run: () => timeline.zoom(ZOOM_STEP),
    },
    {
      ...{ id: "timeline.zoom-out", label: "Show more time", keys: "-", group },
      also: "zoom out",
      run: () => timeline.zoom(1 / ZOOM_STEP),
    },
    {
      ...{ id: "timeline.page-back", label: "Scroll back", keys: "PageUp", group, isListed: false },
      run: () => timeline.scrollBy(-timeline.widthPx * 0.8, 0),
    },
    {
      ...{ id: "timeline.page-on", label: "Scroll on", keys: "PageDown", group, isListed: false },
      run: () => timeline.scrollBy(timeline.widthPx * 0.8, 0),
    },
    { ...toggle("inspector", "Inspector", "Ctrl+I", "inspector"), also: "history undo steps" },
    toggle("dock", "Mixer", "Ctrl+B", "dock"),
    toggle("snap", "Grid on or off", "G", "snap"),
    toggle("follow", "Follow the playhead", "Ctrl+Shift+F", "follow"),
  ]
}

export const TOOLS: readonly { tool: Tool; label: string; keys: string; more?: string }[] = [
  { tool: "select", label: "Select", keys: "V" },
  { tool: "draw", label: "Draw", keys: "B", more: "Clips, and curves of automation; Alt erases" },
  { tool: "split", label: "Split", keys: "Shift+S" },
  { tool: "automation", label: "Automation", keys: "A", more: "Alt draws a curve along the hand" },
]

export function toolCommands({ timeline }: TimelineDoors): Command[] {
  return TOOLS.map(({ tool, label, keys }) => ({
    id: `timeline.tool-${tool}`,
    label: `Tool: ${label}`,
    keys,
    group,
    run: () => timeline.take(tool),
  }))
}
