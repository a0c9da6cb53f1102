/** What of a track can move over time: its lanes are made and shown. */
import { entityOf, type AutomationTarget, type Track } from "#shared/project/index.ts"
import { deviceLabel, quantitiesOf } from "../../../control/parameters.ts"
import type { Step } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { nameIn } from "../model/automated.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { freshId } from "./fresh-id.ts"

const laneOf = ({ automation }: Track, { deviceId, parameter }: AutomationTarget) =>
  automation.find(({ target }) => target.parameter === parameter && target.deviceId === deviceId)

/** Shows the lane of a parameter of the selected tracks, and makes it where there is none. */
export function automateSelected(timeline: TimelineState, parameter: "gainDb" | "pan"): void {
  automate(timeline, timeline.selectedTracks, { parameter })
}

function automate(
  timeline: TimelineState,
  tracks: readonly Track[],
  target: AutomationTarget,
): void {
  const steps = tracks
    .filter((track) => !laneOf(track, target))
    .map(({ id }): Step => {
      const lane = { id: freshId("lane"), target, points: [] }
      return { name: "automation.add-lane", args: { trackId: id, lane } }
    })
  if (steps.length > 0) timeline.studio.project.runAll("Show automation", steps)
  for (const { id } of tracks) timeline.automate(id, true)
}

/** Level, pan, and behind each device what it has; a tick where a lane is. */
export function automationMenu(timeline: TimelineState, track: Track): readonly MenuItem[] {
  const item = (label: string, target: AutomationTarget): MenuItem => ({
    ...{ label, isChecked: laneOf(track, target) !== undefined },
    run: () => automate(timeline, [track], target),
  })
  const ofDevices = track.devices.flatMap((deviceId, index): MenuItem[] => {
    const device = entityOf(timeline.project.devices, deviceId)
    const quantities = device ? quantitiesOf(device) : []
    if (!device || quantities.length === 0) return []
    const items = quantities.map(({ id: parameter, label }) =>
      item(nameIn(parameter, label), { deviceId, parameter }),
    )
    return [{ label: deviceLabel(device), startsGroup: index === 0, items, run: () => undefined }]
  })
  return [item("Level", { parameter: "gainDb" }), item("Pan", { parameter: "pan" }), ...ofDevices]
}
