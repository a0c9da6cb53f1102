/** The menu of a head's level or switch: what is pressed says by `data-control` which it is. */
import type { Track } from "#shared/project/index.ts"
import { controlMidi } from "../../../control/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"

const CONTROLS = ["gain", "arm", "mute", "solo"] as const

/** Null where a press is for the track as a whole. */
export function controlItems(
  { studio }: TimelineState,
  { id: trackId }: Track,
  target: Element,
): readonly MenuItem[] | null {
  const named = target.closest<HTMLElement>("[data-control]")?.dataset["control"]
  const parameter = CONTROLS.find((each) => each === named)
  if (!parameter) return null
  const midi = controlMidi(studio.controls, { kind: "track", trackId, parameter }).items()
  if (parameter !== "gain") return midi
  const number = target.closest("[data-track]")?.querySelector<HTMLElement>("[data-level-number]")
  const reset = (): void => {
    studio.project.run("track.gain", { trackIds: [trackId], gainDb: 0 })
  }
  return [
    { label: "Reset to 0.0 dB", keys: "Delete", run: reset },
    // The menu gives the focus back first.
    { label: "Type a value …", run: () => void setTimeout(() => number?.click()) },
    ...midi,
  ]
}
