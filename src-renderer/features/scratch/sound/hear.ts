/** The same gesture three ways: as the deck simulates it, as a rig learnt to sound, as it was recorded. */
import type { Part, SongId } from "#shared/contract/index.ts"
import { numbersOfGesture } from "#shared/gesture/index.ts"
import { keyOf } from "../model/gesture-ref.ts"
import type { ScratchState } from "../scratch-state.svelte.ts"

export const WAYS = ["simulated", "learned", "recorded"] as const
export type Way = (typeof WAYS)[number]

/** Songs that were made of a gesture on a rig, for as long as the window is open. */
const made = new Map<string, SongId>()

export const soundId = (way: Way, key: string): string =>
  way === "simulated" ? key : `${way} ${key}`

/** Why it cannot be heard that way; null: it can. */
export function obstacle(scratch: ScratchState, way: Way): string | null {
  const { selected, rigs } = scratch
  if (!selected) return "Choose a gesture in the list"
  if (way === "learned" && !rigs.rig) return "No rig was fitted yet"
  if (way !== "recorded") return null
  const { ref } = selected
  if (ref.from !== "take") return "Nobody recorded it: it was not played by hand"
  return rigs.pairOf({ id: ref.takeId }).recordingId === null
    ? "No recording is chosen for this take"
    : null
}

export async function hear(scratch: ScratchState, way: Way): Promise<void> {
  const { player, selected, studio } = scratch
  if (!selected || obstacle(scratch, way) !== null) return
  const id = soundId(way, keyOf(selected.ref))
  if (player.playingId === id) {
    player.stop()
    return
  }
  try {
    if (way === "simulated") await player.play(id, () => selected.gesture)
    else if (way === "learned") await hearLearned(scratch, id)
    else await hearRecorded(scratch, id)
  } catch (error) {
    studio.toasts.error(error, "This could not be played.")
  }
}

async function hearLearned(scratch: ScratchState, id: string): Promise<void> {
  const { player, rigs, selected, studio } = scratch
  const { rig } = rigs
  if (!selected || !rig) return
  const recordId = player.record?.id ?? null
  const key = `${id} ${rig.id} ${recordId}`
  const { songId } = made.has(key)
    ? { songId: made.get(key)! }
    : await studio.engine["scratch.sound"]({
        ...{ numbers: numbersOfGesture(selected.gesture), rigId: rig.id, recordId },
        title: `${selected.name} on ${rig.name}`,
      })
  made.set(key, songId)
  const song = await studio.engine["library.song"]({ songId })
  const [part] = song.parts
  if (part) player.playPart(id, part, 0, part.durationSeconds)
}

async function hearRecorded({ player, rigs, selected, studio }: ScratchState, id: string) {
  if (selected?.ref.from !== "take") return
  const { takeId } = selected.ref
  const { recordingId, recordId } = rigs.pairOf({ id: takeId })
  const part: Part | undefined = studio.library.part(recordingId)
  if (!recordingId || !part) return
  const { offsetSeconds } = await studio.engine["gestures.align"]({ takeId, recordingId, recordId })
  const startSeconds = Math.max(0, offsetSeconds)
  const endSeconds = Math.min(
    part.durationSeconds,
    offsetSeconds + selected.gesture.durationSeconds,
  )
  player.playPart(id, part, startSeconds, endSeconds)
}
