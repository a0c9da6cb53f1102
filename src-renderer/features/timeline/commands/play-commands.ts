/** Playing, and undoing in the document. What the studio itself has under the same keys is listed there. */
import type { Command } from "../../../session/index.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import type { TimelineDoors } from "./timeline-commands.ts"

const group = "Timeline"

export function playCommands({ timeline }: TimelineDoors): Command[] {
  const { transport } = timeline
  const first = (): number | undefined => timeline.selectedClips[0]?.startTicks
  return [
    {
      id: "timeline.play",
      label: "Play or stop",
      isListed: false,
      keys: "Space",
      group,
      run: () => (transport.isPlaying ? transport.stop() : transport.play()),
    },
    {
      id: "timeline.play-selection",
      label: "Play from the selection",
      keys: "Shift+Space",
      group,
      isEnabled: () => first() !== undefined,
      run: () => transport.play(first()),
    },
    {
      id: "timeline.start",
      label: "Go to the start",
      isListed: false,
      keys: "Home",
      group,
      run: () => toStart(timeline),
    },
    {
      id: "timeline.end",
      label: "Go to the end",
      isListed: false,
      keys: "End",
      group,
      run: () => transport.locate(timeline.endTicks),
    },
  ]
}

function toStart(timeline: TimelineState): void {
  timeline.transport.locate(0)
  timeline.view = { ...timeline.view, startTicks: 0 }
}

export function historyCommands({ timeline }: TimelineDoors): Command[] {
  const { project } = timeline.studio
  return [
    {
      id: "timeline.undo",
      label: "Undo",
      keys: "Ctrl+Z",
      group: "Edit",
      isListed: false,
      isEnabled: () => project.canUndo,
      run: () => project.undo(),
    },
    {
      id: "timeline.redo",
      label: "Redo",
      keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
      group: "Edit",
      isListed: false,
      isEnabled: () => project.canRedo,
      run: () => project.redo(),
    },
  ]
}
