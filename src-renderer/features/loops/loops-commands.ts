/** What can be done in the Loops view, as commands: keys, palette, status bar. */
import { z } from "zod"
import type { Command } from "../../session/index.ts"
import type { LoopsState } from "./loops-state.svelte.ts"
import { between, mutate, randomise, randomiseAll, takeClips } from "./pad/fill.ts"
import { toggleCell, togglePath } from "./pad/hear.ts"
import { placeOnTimeline, toPlace } from "./pad/place.ts"
import { forgetPath, mark, turnDrawing } from "./pad/walk.ts"

const group = "Loops"
const PANEL = "loops.inspector"

export const isInspectorOpen = ({ studio }: LoopsState): boolean =>
  studio.preferences.read(PANEL, z.boolean(), true)

export const turnInspector = ({ studio }: LoopsState, isOpen: boolean): void =>
  studio.preferences.write(PANEL, isOpen)

export function loopsCommands(loops: LoopsState): Command[] {
  return [...cornerCommands(loops), ...pathCommands(loops), ...viewCommands(loops)]
}

function cornerCommands(loops: LoopsState): Command[] {
  const isThere = (): boolean => loops.cells.length > 0
  return [
    {
      ...{ id: "loops.random", label: "Random loop in the nearest corner", keys: "R", group },
      hint: "Random",
      isEnabled: isThere,
      run: () => randomise(loops),
    },
    {
      ...{ id: "loops.random-all", label: "Random loops in all corners", keys: "Shift+R", group },
      isEnabled: isThere,
      run: () => randomiseAll(loops),
    },
    {
      ...{ id: "loops.mutate", label: "Mutate the chosen loop", keys: "U", group },
      ...{ hint: "Mutate", also: "vary variation" },
      isEnabled: isThere,
      run: () => mutate(loops),
    },
    {
      ...{ id: "loops.from-clips", label: "Corners from the selected clips", group },
      isEnabled: () => isThere() && loops.studio.selection.of("clip").length > 0,
      run: () => takeClips(loops),
    },
    {
      ...{ id: "loops.mark", label: "Mark the loop as an end of a way", keys: "M", group },
      isEnabled: isThere,
      run: () => mark(loops, loops.at),
    },
    {
      ...{ id: "loops.between", label: "Between these two", keys: "B", group },
      isEnabled: () => loops.marked.length === 2,
      run: () => between(loops),
    },
  ]
}

function pathCommands(loops: LoopsState): Command[] {
  return [
    {
      ...{ id: "loops.path", label: "Draw a path", keys: "P", hint: "Draw a path", group },
      isEnabled: () => loops.cells.length > 0,
      run: () => turnDrawing(loops),
    },
    {
      ...{ id: "loops.play-path", label: "Play the path, or stop", keys: "Shift+Space", group },
      isEnabled: () => loops.path.length > 0,
      run: () => togglePath(loops),
    },
    {
      ...{ id: "loops.to-timeline", label: "Loops to the timeline", keys: "Ctrl+J", group },
      ...{ hint: "To timeline", also: "bounce clip path" },
      isEnabled: () => toPlace(loops) !== null,
      run: () => placeOnTimeline(loops),
    },
  ]
}

function viewCommands(loops: LoopsState): Command[] {
  return [
    {
      ...{ id: "loops.play", label: "Play the loop, or stop", keys: "Space", hint: "Play", group },
      isEnabled: () => loops.cells.length > 0,
      run: () => toggleCell(loops),
    },
    {
      ...{ id: "loops.leave", label: "Leave", keys: "Escape", group, isListed: false },
      isEnabled: () =>
        loops.playingId !== null || loops.isDrawing || loops.path.length + loops.marked.length > 0,
      run: () => leave(loops),
    },
    {
      ...{ id: "loops.inspector", label: "Inspector", keys: "Ctrl+I", group },
      run: () => turnInspector(loops, !isInspectorOpen(loops)),
    },
  ]
}

function leave(loops: LoopsState): void {
  if (loops.playingId !== null) loops.player.stop()
  else if (loops.isDrawing) loops.isDrawing = false
  else forgetPath(loops)
}
