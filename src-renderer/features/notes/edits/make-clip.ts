/** A new clip of notes where there was none. */
import { entityOf } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { NotesState } from "../notes-state.svelte.ts"

const BARS = 4

/** Four bars at the playhead's bar on the first track that plays notes, which is made where there is none. @returns its id */
export function makeClip(notes: NotesState): string | null {
  const { project, meters, transport } = notes
  if (!project || !meters) return null
  const ofNotes = project.trackOrder.find((id) => {
    const kind = entityOf(project.tracks, id)?.kind
    return kind === "instrument" || kind === "drum"
  })
  const steps: Step[] = []
  const trackId = ofNotes ?? crypto.randomUUID()
  if (ofNotes === undefined) steps.push(...instrumentSteps(trackId))
  const { bar, startTicks } = meters.barAt(transport.positionTicks())
  const endTicks = meters.tickAt({ bar: bar + BARS, beat: 0, tick: 0 })
  const id = crypto.randomUUID()
  const clip = {
    ...{ id, trackId, startTicks, lengthTicks: endTicks - startTicks, kind: "notes" as const },
    ...{ name: "Notes", isMuted: false, offsetTicks: 0, notes: [], controllers: [] },
  }
  steps.push({ name: "clip.add", args: { clips: [clip] } })
  return notes.edit("Add clip", steps) ? id : null
}

/** A track that sounds: General MIDI's piano. */
function instrumentSteps(trackId: string): Step[] {
  const device = {
    ...{ id: crypto.randomUUID(), kind: "soundfont", role: "instrument" as const },
    ...{ isBypassed: false, parameters: {} },
  }
  return [
    { name: "track.add", args: { id: trackId, kind: "instrument", name: "Piano", colour: 5 } },
    { name: "device.add", args: { trackId, device } },
  ]
}
