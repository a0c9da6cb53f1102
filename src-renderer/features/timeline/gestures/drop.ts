/** Files, songs of the library, exchanges of a duet and gestures of the scratch lab, that are dropped on the lanes. */
import { EXCHANGE_TYPE, GESTURE_TYPE, SONGS_TYPE } from "../../../session/index.ts"
import { clipHit } from "../model/hits.ts"
import { rowIndexAt, type TrackRow } from "../model/rows.ts"
import { tickOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"

export interface DropPlace {
  /** On the grid. */
  readonly startTicks: number
  /** Of a track of sound or of gestures; null: new tracks, below `belowId` or the last. */
  readonly trackId: string | null
  /** Of the lane under the hand, where what is dropped cannot lie on it: new tracks come below it. */
  readonly belowId?: string
  /** Of an exchange: it lies on the tracks of its duet, wherever the hand is. */
  readonly isOfDuet?: boolean
  /** Of a gesture: it is played on what is dropped there. */
  readonly clipId?: string
}

/** Something that was dropped and is not here yet. */
export interface Arriving extends DropPlace {
  readonly id: string
  readonly name: string
  /** 0..1. */
  readonly fraction: number
}

export interface TimelineDrops {
  readonly all: readonly Arriving[]
  take(files: readonly File[], place: DropPlace): unknown
  addSongs(songIds: readonly string[], place: DropPlace): unknown
  /** @param text of a call and its answer */
  addExchange(text: string, place: DropPlace): unknown
  /** @param text which gesture of the scratch lab */
  addGesture(text: string, place: DropPlace): unknown
}

/** Wires drags over the lanes. `onplace` is told where things would lie; null: nowhere. Returns what lets go. */
export function handleDrops(
  element: HTMLElement,
  state: TimelineState,
  drops: TimelineDrops,
  onplace: (place: DropPlace | null) => void,
): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const over = (event: DragEvent): void => {
    const { dataTransfer } = event
    if (!dataTransfer || !isTaken(dataTransfer)) return
    event.preventDefault()
    dataTransfer.dropEffect = "copy"
    onplace(placeAt(element, state, event))
  }
  const drop = (event: DragEvent): void => {
    const { dataTransfer } = event
    if (!dataTransfer || !isTaken(dataTransfer)) return
    event.preventDefault()
    onplace(null)
    const place = placeAt(element, state, event)
    const songs = dataTransfer.getData(SONGS_TYPE)
    const exchange = dataTransfer.getData(EXCHANGE_TYPE)
    const gesture = dataTransfer.getData(GESTURE_TYPE)
    if (gesture !== "") drops.addGesture(gesture, place)
    else if (exchange !== "") drops.addExchange(exchange, place)
    else if (songs !== "") drops.addSongs(songs.split("\n"), place)
    else drops.take([...dataTransfer.files], place)
  }
  const leave = ({ relatedTarget }: DragEvent): void => {
    if (!element.contains(relatedTarget as Node | null)) onplace(null)
  }
  element.addEventListener("dragenter", over, { signal })
  element.addEventListener("dragover", over, { signal })
  element.addEventListener("dragleave", leave, { signal })
  element.addEventListener("drop", drop, { signal })
  return () => controller.abort()
}

const isTaken = ({ types }: DataTransfer): boolean =>
  ["Files", SONGS_TYPE, EXCHANGE_TYPE, GESTURE_TYPE].some((type) => types.includes(type))

function placeAt(element: HTMLElement, state: TimelineState, event: DragEvent): DropPlace {
  const box = element.getBoundingClientRect()
  const tick = tickOf(state.view, event.clientX - box.left)
  const y = event.clientY - box.top
  const row =
    y < state.headerPx
      ? undefined
      : state.rows[rowIndexAt(state.rows, y - state.headerPx + state.scrollPx)]
  const startTicks = state.snap(tick, event.shiftKey)
  if (event.dataTransfer?.types.includes(EXCHANGE_TYPE))
    return { startTicks, trackId: null, isOfDuet: true }
  if (event.dataTransfer?.types.includes(GESTURE_TYPE)) {
    const isOnHand = row?.kind === "track" && row.track.kind === "gesture"
    return { startTicks, trackId: isOnHand ? row.track.id : null }
  }
  const taking = row?.kind === "track" && !holdsOnlyNotes(event.dataTransfer) ? row : undefined
  const hand = taking && gestureAt(state, taking, event.clientX - box.left)
  const isOnTrack = taking?.track.kind === "audio"
  return {
    startTicks,
    trackId: isOnTrack || hand ? row!.track.id : null,
    ...(hand ? { clipId: hand.id } : {}),
    ...(row && !isOnTrack && !hand ? { belowId: row.track.id } : {}),
  }
}

/** While files are dragged only their types are known: MIDI files and scores have tracks of their own. */
function holdsOnlyNotes(data: DataTransfer | null): boolean {
  const files = [...(data?.items ?? [])].filter(({ kind }) => kind === "file")
  return files.length > 0 && files.every(({ type }) => /midi|xml/.test(type))
}

function gestureAt(state: TimelineState, { track, heightPx }: TrackRow, x: number) {
  const hit = clipHit(state.clipsOn(track.id), state.view, x, heightPx / 2)
  return hit?.clip.kind === "gesture" ? hit.clip : undefined
}
