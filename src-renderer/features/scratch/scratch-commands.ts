/** What can be done in the Scratch view, as commands: keys, palette, status bar. */
import { z } from "zod"
import type { Command, Hint } from "../../session/index.ts"
import { keyOf, type GestureRef } from "./model/gesture-ref.ts"
import type { ScratchState } from "./scratch-state.svelte.ts"

const group = "Scratch"
const PANEL = "scratch.inspector"

/** Where the window is narrow the inspector lies over the stage, and is closed at first. */
export const isInspectorOpen = ({ isNarrow, isPeeking, studio }: ScratchState): boolean =>
  isNarrow ? isPeeking : studio.preferences.read(PANEL, z.boolean(), true)

export function turnInspector(scratch: ScratchState, isOpen: boolean): void {
  if (scratch.isNarrow) scratch.isPeeking = isOpen
  else scratch.studio.preferences.write(PANEL, isOpen)
}

export const scratchHints: Hint[] = [{ keys: "Drag", label: "To timeline" }]

export function scratchCommands(scratch: ScratchState): Command[] {
  return [...gestureCommands(scratch), ...discoveryCommands(scratch), ...viewCommands(scratch)]
}

function gestureCommands(scratch: ScratchState): Command[] {
  const withSelected = (run: (ref: GestureRef) => unknown) => ({
    isEnabled: () => scratch.selected !== null,
    run: () => scratch.selected && run(scratch.selected.ref),
  })
  return [
    {
      ...{ id: "scratch.play", label: "Play the gesture, or stop", keys: "Space", hint: "Play" },
      group,
      ...withSelected((ref) => scratch.play(ref)),
    },
    {
      ...{ id: "scratch.keep", label: "Keep the gesture", keys: "Enter", hint: "Keep", group },
      also: "save library discovered",
      isEnabled: () => scratch.selected !== null && scratch.selected.ref.from !== "take",
      run: () => scratch.selected && scratch.keep(scratch.selected.ref),
    },
    {
      ...{ id: "scratch.to-timeline", label: "Gesture to the timeline", keys: "Ctrl+J", group },
      ...{ hint: "To timeline", also: "place clip" },
      ...withSelected((ref) => scratch.toTimeline(ref)),
    },
    {
      ...{ id: "scratch.to-deck", label: "Gesture to the deck", keys: "Ctrl+Shift+J", group },
      ...withSelected((ref) => scratch.toDeck(ref)),
    },
    {
      ...{ id: "scratch.leave", label: "Stop the sound", keys: "Escape", group, isListed: false },
      isEnabled: () => scratch.player.playingId !== null || scratch.selected !== null,
      run: () => leave(scratch),
    },
  ]
}

function leave(scratch: ScratchState): void {
  if (scratch.player.playingId !== null) scratch.player.stop()
  else {
    scratch.selected = null
    scratch.selectedKey = null
  }
}

function discoveryCommands(scratch: ScratchState): Command[] {
  const { discovery } = scratch
  const isHere = (): boolean => scratch.tab === "discover"
  const stepDay = (by: number): void => {
    const { days } = discovery.view ?? { days: 0 }
    discovery.day = Math.min(days, Math.max(1, discovery.day + by))
    hearDay(scratch)
  }
  const hasDays = (): boolean => isHere() && (discovery.view?.days ?? 0) > 0
  return [
    {
      ...{ id: "scratch.discover", label: "Start a discovery", keys: "Ctrl+Enter", group },
      also: "search find agent learn",
      isEnabled: () => isHere() && !discovery.isStarting && discovery.job === undefined,
      run: () => discovery.start(),
    },
    {
      ...{ id: "scratch.stop", label: "Stop the discovery", group },
      isEnabled: () => discovery.job !== undefined,
      run: () => discovery.stop(),
    },
    {
      ...{ id: "scratch.day-before", label: "The practice day before", keys: ",", group },
      ...{ isEnabled: hasDays, run: () => stepDay(-1) },
    },
    {
      ...{ id: "scratch.day-after", label: "The next practice day", keys: ".", group },
      ...{ isEnabled: hasDays, run: () => stepDay(1) },
    },
  ]
}

function viewCommands(scratch: ScratchState): Command[] {
  return [
    {
      ...{ id: "scratch.search", label: "Search gestures", keys: "/", group },
      run: () => document.querySelector<HTMLInputElement>("#gesture-search")?.focus(),
    },
    {
      ...{ id: "scratch.tab-discover", label: "Discover", keys: "D", group },
      run: () => (scratch.tab = "discover"),
    },
    {
      ...{ id: "scratch.tab-sound", label: "Sound", keys: "S", group },
      run: () => (scratch.tab = "sound"),
    },
    {
      ...{ id: "scratch.inspector", label: "Inspector", keys: "Ctrl+I", group },
      run: () => turnInspector(scratch, !isInspectorOpen(scratch)),
    },
  ]
}

/** Shows and plays what the agent plays on the day that is chosen. */
export function hearDay(scratch: ScratchState): void {
  const { discovery, origin, player } = scratch
  if (!origin || !discovery.view || discovery.view.days === 0) return
  const ref: GestureRef = { from: "day", archive: origin, day: discovery.day }
  void scratch.select(ref)
  if (player.playingId !== keyOf(ref)) scratch.play(ref)
}
