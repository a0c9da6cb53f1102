/** What can be done in the Train view, as commands: keys, palette, status bar. */
import { z } from "zod"
import type { Command } from "../../session/index.ts"
import { compareNext, importModel, pauseOrGoOn, startNew, stopAndUse } from "./actions.ts"
import type { TrainState } from "./train-state.svelte.ts"

const group = "Train"
const PANEL = "train.inspector"

/** Where the window is narrow the inspector lies over the stage, and is closed at first. */
export const isInspectorOpen = ({ isNarrow, isPeeking, studio }: TrainState): boolean =>
  isNarrow ? isPeeking : studio.preferences.read(PANEL, z.boolean(), true)

export function turnInspector(train: TrainState, isOpen: boolean): void {
  if (train.isNarrow) train.isPeeking = isOpen
  else train.studio.preferences.write(PANEL, isOpen)
}

export function trainCommands(train: TrainState): Command[] {
  return [...runCommands(train), ...modelCommands(train), ...viewCommands(train)]
}

function runCommands(train: TrainState): Command[] {
  const isOnRun = (): boolean => train.shownPage === "learning" && train.run !== undefined
  return [
    {
      ...{
        id: "train.pause",
        label: "Pause training, or go on",
        keys: "P",
        hint: "Pause training",
      },
      group,
      isEnabled: () => isOnRun() && (train.canPause || train.canGoOn),
      run: () => pauseOrGoOn(train),
    },
    {
      ...{ id: "train.compare", label: "Compare with another run", keys: "C", hint: "Compare" },
      group,
      isEnabled: () => isOnRun() && train.comparable.length > 0,
      run: () => compareNext(train),
    },
    {
      ...{ id: "train.stop", label: "Good enough: stop and use it", group },
      isEnabled: () => isOnRun() && train.canStop,
      run: () => stopAndUse(train),
    },
    {
      ...{ id: "train.start", label: "Start training", keys: "Ctrl+Enter", group },
      inTextFields: true,
      isEnabled: () => train.shownPage === "new" && train.fresh.canStart,
      run: () => startNew(train),
    },
  ]
}

function modelCommands(train: TrainState): Command[] {
  return [
    {
      ...{ id: "train.make", label: "Make music with this model", keys: "Enter", group },
      hint: "Make music",
      isEnabled: () => train.shownPage === "learning" && train.source !== null,
      run: () => (train.page = "make"),
    },
    {
      ...{
        id: "train.play",
        label: "Play the sample, or stop",
        keys: "Space",
        hint: "Play sample",
      },
      group,
      isEnabled: () => train.player.playingId !== null || sampleOf(train) !== null,
      run: () => playSample(train),
    },
    {
      ...{ id: "train.rename", label: "Rename the run or model", keys: "F2", group },
      isEnabled: () => train.shownPage !== "new" && canChange(train),
      run: () => (train.isRenaming = true),
    },
    {
      ...{ id: "train.delete", label: "Delete the run or model", keys: "Delete", group },
      isEnabled: () => train.shownPage !== "new" && canChange(train),
      run: () => (train.removing = train.entry ?? null),
    },
  ]
}

function viewCommands(train: TrainState): Command[] {
  return [
    {
      ...{ id: "train.new", label: "New model", group, also: "learn from music dataset" },
      run: () => (train.page = "new"),
    },
    {
      ...{ id: "train.import", label: "Import a model …", group },
      run: () => importModel(train),
    },
    {
      ...{ id: "train.leave", label: "Leave", keys: "Escape", group, isListed: false },
      isEnabled: () =>
        train.player.playingId !== null ||
        train.making.isBusy ||
        train.page === "new" ||
        train.isPeeking,
      run: () => leave(train),
    },
    {
      ...{ id: "train.inspector", label: "Inspector", keys: "Ctrl+I", group },
      run: () => turnInspector(train, !isInspectorOpen(train)),
    },
  ]
}

function leave(train: TrainState): void {
  if (train.player.playingId !== null) train.player.stop()
  else if (train.making.isBusy) train.making.stop()
  else if (train.isPeeking) train.isPeeking = false
  else if (train.entries.length > 0) train.page = "learning"
}

/** What came with the program keeps its name and its place. */
export const canChange = ({ entry }: TrainState): boolean =>
  entry !== undefined && !(entry.kind === "model" && entry.model.isStarter)

function sampleOf(
  train: TrainState,
): { id: string; piece: Parameters<typeof train.player.toggle>[0]["piece"] } | null {
  if (train.shownPage === "make") {
    const { chosen } = train.making
    return chosen ? { id: chosen.id, piece: chosen.heard.piece } : null
  }
  if (train.shownPage !== "learning") return null
  for (const moment of train.moments.shown.toReversed()) {
    const made = train.moments.of(moment)
    if (made?.state === "made") return { id: train.moments.keyOf(moment), piece: made.heard.piece }
  }
  return null
}

function playSample(train: TrainState): void {
  if (train.player.playingId !== null) train.player.stop()
  else {
    const sample = sampleOf(train)
    if (sample) train.player.play(sample)
  }
}
