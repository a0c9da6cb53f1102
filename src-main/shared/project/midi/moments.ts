/**
 * The order of events that stand at one time. A file may have them in any; the document keeps notes by pitch and controllers
 * apart from them. Where the order that follows from the document is not the file's, the file's is kept as a record:
 * [file tick, checksum of the events in our order, places in our order of the file's events one by one]. An edit of that
 * moment changes the checksum, and our order holds.
 */
import type { MidiEvent } from "#shared/music/midi-file/index.ts"
import { hexOf } from "./event-bytes.ts"

/**
 * Both ascend in time.
 * @returns records for the moments in which `ours` differs from the file, and of how many that could not be told
 */
export function orderRecords(
  file: readonly MidiEvent[],
  ours: readonly MidiEvent[],
): { order: number[][]; differing: number } {
  const order: number[][] = []
  let differing = 0
  let at = 0
  for (let from = 0, next: number; from < ours.length; from = next) {
    const { ticks } = ours[from]!
    next = endOfMoment(ours, from)
    for (; at < file.length && file[at]!.ticks < ticks; at = endOfMoment(file, at)) differing++
    const first = at
    if (at < file.length && file[at]!.ticks === ticks) at = endOfMoment(file, at)
    const wanted = file.slice(first, at)
    const events = ours.slice(from, next)
    const ourKeys = events.map(hexOf)
    const places = placesOf(wanted.map(hexOf), ourKeys)
    if (!places) differing++
    else if (places.length < events.length || places.some((place, i) => place !== i))
      order.push([ticks, checksum(ourKeys), ...places])
  }
  for (; at < file.length; at = endOfMoment(file, at)) differing++
  return { order, differing }
}

/** After the last event of the one moment that stands at `from`. */
function endOfMoment(events: readonly MidiEvent[], from: number): number {
  const { ticks } = events[from]!
  let to = from + 1
  while (to < events.length && events[to]!.ticks === ticks) to++
  return to
}

/** The events with those of recorded moments in their file's order. `ours` ascends in time. */
export function inRecordedOrder(
  ours: readonly MidiEvent[],
  order: readonly (readonly number[])[],
): MidiEvent[] {
  if (order.length === 0) return [...ours]
  const records = new Map(order.map((record) => [record[0]!, record]))
  return [...byTicks(ours)].flatMap(([ticks, events]) => {
    const record = records.get(ticks)
    if (record?.[1] !== checksum(record ? events.map(hexOf) : [])) return events
    return record.slice(2).flatMap((place) => events[place] ?? [])
  })
}

function byTicks(events: readonly MidiEvent[]): Map<number, MidiEvent[]> {
  const moments = new Map<number, MidiEvent[]>()
  for (const event of events) {
    const moment = moments.get(event.ticks)
    if (moment) moment.push(event)
    else moments.set(event.ticks, [event])
  }
  return moments
}

/** Where each of `wanted` stands in `ours`; undefined where one is not there. Equal ones are taken from the first on. */
function placesOf(wanted: readonly string[], ours: readonly string[]): number[] | undefined {
  if (wanted.length === 1 && ours.length === 1) return wanted[0] === ours[0] ? [0] : undefined
  const free = new Map<string, { places: number[]; taken: number }>()
  for (const [place, key] of ours.entries()) {
    const same = free.get(key)
    if (same) same.places.push(place)
    else free.set(key, { places: [place], taken: 0 })
  }
  const places: number[] = []
  for (const key of wanted) {
    const same = free.get(key)
    // Counted, not taken off the front: that moves all the rest, and a moment may hold a million of one kind.
    const place = same?.places[same.taken++]
    if (place === undefined) return undefined
    places.push(place)
  }
  return places
}

/** FNV-1a (Fowler, Noll, Vo) over the events' bytes. */
function checksum(keys: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const key of keys)
    for (const letter of `${key},`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
