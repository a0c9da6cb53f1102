/** What can be done with a gesture, in the order that every menu of a thing has. */
import { takeOfGesture, takeText } from "#shared/gesture/index.ts"
import { notationOf, notationSvg } from "#shared/scratch/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import type { FoundGesture } from "../model/found-gesture.ts"
import type { ScratchState } from "../scratch-state.svelte.ts"

export function gestureItems(scratch: ScratchState, found: FoundGesture): MenuItem[] {
  const { ref } = found
  const take =
    ref.from === "take" ? scratch.library.takes.find(({ id }) => id === ref.takeId) : undefined
  const items: MenuItem[] = [
    { label: "Play", keys: "Space", run: () => scratch.play(ref) },
    {
      ...{ label: "To the timeline", keys: "Ctrl+J", startsGroup: true },
      run: () => scratch.toTimeline(ref),
    },
    { label: "To the deck", keys: "Ctrl+Shift+J", run: () => scratch.toDeck(ref) },
    {
      ...{ label: "Save to the library", keys: "Enter", isDisabled: take !== undefined },
      run: () => scratch.keep(ref),
    },
    {
      ...{ label: "Export as a take …", startsGroup: true },
      run: () => write(scratch, `${found.name}.json`, takeTextOf(found)),
    },
    {
      label: "Export the staff …",
      run: () => write(scratch, `${found.name}.svg`, staffOf(found)),
    },
  ]
  if (!take) return items
  const run = (): unknown => scratch.remove(take)
  return [...items, { label: "Remove", isDanger: true, startsGroup: true, run }]
}

const beatsOf = ({ bpm }: FoundGesture) =>
  bpm === null ? undefined : { tempoBpm: bpm, firstBeatSeconds: 0, beatsPerBar: 4 }

function takeTextOf(found: FoundGesture): string {
  const beats = beatsOf(found)
  return takeText({ ...takeOfGesture(found.gesture, found.name), ...(beats ? { beats } : {}) })
}

function staffOf(found: FoundGesture): string {
  const { gesture, name, reading } = found
  const labels = reading?.segments ?? []
  return notationSvg(notationOf(gesture, { title: name, beats: beatsOf(found), labels }))
}

async function write({ studio }: ScratchState, name: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text)
  try {
    const { path } = await studio.shell["shell.save"]({ name, bytes })
    if (path !== null) studio.toasts.show(`Wrote ${path.split(/[\\/]/).at(-1) ?? "the file"}`)
  } catch (error) {
    studio.toasts.error(error, "Nothing was exported.")
  }
}
