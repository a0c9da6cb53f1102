/** A gesture with what is known of it, wherever it comes from; and how it is kept as a take of the library. */
import type { Client, KeptTake, ScratchReading, StudioContract } from "#shared/contract/index.ts"
import { fail } from "#shared/contract/errors.ts"
import {
  cutEdges,
  gestureOfNumbers,
  numbersOfGesture,
  strokesOf,
  takeOfGesture,
  takeText,
  type Gesture,
} from "#shared/gesture/index.ts"
import { techniqueTitle } from "#shared/scratch/index.ts"
import type { GestureRef, Origin } from "./gesture-ref.ts"
import { plainTechnique, USUAL_BPM } from "./technique-gesture.ts"

/** The tag of takes that were found by a search. */
export const DISCOVERED = "discovered"

export interface FoundGesture {
  readonly ref: GestureRef
  readonly name: string
  readonly gesture: Gesture
  /** null: nobody said. */
  readonly bpm: number | null
  /** null: it was not read. */
  readonly reading: ScratchReading | null
}

/** @throws not-found where it has gone meanwhile */
export async function findGesture(
  engine: Client<StudioContract>,
  ref: GestureRef,
): Promise<FoundGesture> {
  switch (ref.from) {
    case "technique":
      return {
        ...{ ref, name: techniqueTitle(ref.technique), gesture: plainTechnique(ref.technique) },
        ...{ bpm: USUAL_BPM, reading: null },
      }
    case "take":
      return findTake(engine, ref)
    case "elite": {
      const { archive, column, row } = ref
      const found = await engine["scratch.elite"]({ archiveId: archive.id, column, row })
      const known = gestureIn(found)
      return { ref, name: nameOf(found.reading, known.gesture, found.bpm), ...known }
    }
    case "day": {
      const { archive, day } = ref
      const found = await engine["scratch.day"]({ archiveId: archive.id, day })
      return { ref, name: `Day ${day}`, ...gestureIn(found) }
    }
  }
}

async function findTake(
  engine: Client<StudioContract>,
  ref: Extract<GestureRef, { from: "take" }>,
): Promise<FoundGesture> {
  const { takeId } = ref
  const [takes, { numbers }] = await Promise.all([
    engine["gestures.takes"]({}),
    engine["gestures.gesture"]({ takeId }),
  ])
  const take = takes.find(({ id }) => id === takeId)
  if (!take) return fail("not-found", "This take is not there any more")
  const bpm = take.beats?.tempoBpm ?? null
  return { ref, name: take.title, gesture: gestureOfNumbers(numbers), bpm, reading: null }
}

const gestureIn = ({
  numbers,
  bpm,
  reading,
}: {
  numbers: Float64Array
  bpm: number
  reading: ScratchReading
}): Pick<FoundGesture, "gesture" | "bpm" | "reading"> => ({
  ...{ gesture: gestureOfNumbers(numbers), bpm, reading },
})

/** As it is read, or by what the map tells of it: sounds and moves of the fader a beat. */
export function nameOf({ technique }: ScratchReading, gesture: Gesture, bpm: number): string {
  if (technique !== null) return techniqueTitle(technique)
  const beats = Math.max(1, (gesture.durationSeconds * bpm) / 60)
  const sounds = strokesOf(gesture).reduce((sum, { openSeconds }) => sum + openSeconds.length, 0)
  const a = (count: number): string => (count / beats).toFixed(1)
  return `Find, ${a(sounds)} sounds, ${a(cutEdges(gesture.fader).length)} moves`
}

/** Where a gesture was found, as a project says who made something; null for hands and for the grammar. */
export function originOf({ ref }: FoundGesture): Origin | null {
  return ref.from === "elite" || ref.from === "day" ? ref.archive : null
}

/** The take that a gesture was kept as; by what is written on it, so that it is known after a restart, too. */
export function keptAs(takes: readonly KeptTake[], found: FoundGesture): KeptTake | undefined {
  const { ref } = found
  if (ref.from === "take") return takes.find(({ id }) => id === ref.takeId)
  const [tag, notes] = [tagOf(found), notesOf(found)]
  return takes.find((take) => take.tags.includes(tag) && take.notes.startsWith(notes))
}

/** As a take of the library, which can be edited and heard as any other; the one it is, if it is one. */
export async function keepGesture(
  engine: Client<StudioContract>,
  found: FoundGesture,
): Promise<KeptTake> {
  const { ref, name, gesture, bpm } = found
  const known = keptAs(await engine["gestures.takes"]({}), found)
  if (known) return known
  if (ref.from === "take") return fail("not-found", `${name} has gone`)
  const take = {
    ...takeOfGesture(gesture, name),
    ...{ tags: [tagOf(found)], notes: notesOf(found) },
    ...(bpm === null ? {} : { beats: { tempoBpm: bpm, firstBeatSeconds: 0, beatsPerBar: 4 } }),
  }
  const file = `${name.replaceAll(/[/\\:*?"<>|]/g, "-")}.json`
  return engine["gestures.import"]({ name: file, bytes: new TextEncoder().encode(takeText(take)) })
}

const tagOf = (found: FoundGesture): string => (originOf(found) ? DISCOVERED : "technique")

function notesOf(found: FoundGesture): string {
  const origin = originOf(found)
  const own = `gesture ${fingerprint(found.gesture)}`
  return origin ? `Found by ${origin.name}, seed ${origin.seed}, ${own}` : `As written, ${own}`
}

/** Of all its numbers (FNV-1a). */
function fingerprint(gesture: Gesture): string {
  let hash = 0x811c9dc5
  for (const byte of new Uint8Array(numbersOfGesture(gesture).buffer))
    hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, "0")
}
