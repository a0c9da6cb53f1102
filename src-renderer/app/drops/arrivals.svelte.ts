/**
 * What was dropped on the timeline and is on its way: songs are imported into the library first, and become clips where
 * they were dropped as soon as all that came together is there. It goes on while another view is shown.
 */
import { getContext, setContext } from "svelte"
import { Exchange, type Job, type Song } from "#shared/contract/index.ts"
import { entityOf, projectFromText } from "#shared/project/index.ts"
import type { Step, Studio } from "../../session/index.ts"
import { countText, sentences } from "../../ui/index.ts"
import { takeOpened } from "../follow-project.svelte.ts"
import { kindOf } from "./dropped.ts"
import { midiSteps } from "./midi-steps.ts"
import { pieceSteps } from "./piece-steps.ts"
import { aboveOf, recordSteps, songSteps, type Place } from "./song-steps.ts"

/** Files that were dropped together. */
interface Batch {
  /** Of the project that was open then. */
  readonly projectId: string | null
  readonly place: Place
  readonly jobIds: readonly Job["id"][]
}

interface Added {
  readonly place: Place
  /** What could not be taken over as it is, in words. */
  readonly warnings?: readonly string[]
}

/** As the timeline shows it. */
export interface Arrival extends Place {
  readonly id: string
  readonly name: string
  /** 0..1. */
  readonly fraction: number
}

const isEnded = ({ state }: Job): boolean => state !== "queued" && state !== "running"

export class Arrivals {
  #studio: Studio
  #batches = $state.raw<readonly Batch[]>([])

  all = $derived.by((): Arrival[] =>
    this.#batches.flatMap(({ place, jobIds }) =>
      jobIds.flatMap((id) => {
        const job = this.#studio.jobs.job(id)
        return { ...place, id, name: job?.title ?? "", fraction: job?.fraction ?? 0 }
      }),
    ),
  )

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(): void {
    $effect(() => {
      const { jobs } = this.#studio
      const ready = this.#batches.filter(({ jobIds }) =>
        jobIds.every((id) => {
          const job = jobs.job(id)
          return job !== undefined && isEnded(job)
        }),
      )
      if (ready.length === 0) return
      this.#batches = this.#batches.filter((batch) => !ready.includes(batch))
      for (const batch of ready) void this.#land(batch)
    })
  }

  /** Files that were dropped on a place of the timeline. */
  async take(files: readonly File[], place: Place): Promise<void> {
    const { project, toasts, importDropped } = this.#studio
    const of = Object.groupBy(files, kindOf)
    try {
      let next = place
      for (const file of of.midi ?? []) next = await this.#addMidi(file, next)
      for (const file of of.score ?? []) next = await this.#addScore(file, next)
      if (of.sound) {
        const { jobIds } = await importDropped(of.sound)
        this.#batches = [...this.#batches, { projectId: project.id, place, jobIds }]
      }
      if (of.project?.[0]) await takeOpened(this.#studio, this.#studio.openDropped(of.project[0]))
    } catch (error) {
      toasts.error(error, "Not everything was added.")
    }
  }

  /** Songs of the library, at a place. */
  async addSongs(songIds: readonly string[], place: Place): Promise<void> {
    const { library, toasts } = this.#studio
    const songs = songIds.flatMap((id) => library.song(id) ?? [])
    if (songs.length === 0) toasts.error(new Error("The library does not have it any more"))
    else this.#place(songs, place)
  }

  /** A call of a duet and its answer, on the duet's own tracks. @param text as it was dragged */
  async addExchange(text: string, { startTicks }: Pick<Place, "startTicks">): Promise<void> {
    const { toasts } = this.#studio
    try {
      const { placeExchange } = await import("../../features/duet/index.ts")
      placeExchange(this.#studio, Exchange.parse(JSON.parse(text)), startTicks)
    } catch (error) {
      toasts.error(error, "The duet was not added.")
    }
  }

  /** On a track for gestures. @param text which gesture of the scratch lab, as it was dragged */
  async addGesture(text: string, place: Place): Promise<void> {
    const { placeDragged } = await import("../gesture-to-project.ts")
    await placeDragged(this.#studio, text, place)
  }

  async #addMidi(file: File, place: Place): Promise<Place> {
    const { project: session } = this.#studio
    const title = titleOf(file)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { steps, warnings } = midiSteps(session.project, bytes, { title, place })
    return this.#add(title, steps, { place, warnings })
  }

  /** The engine reads it: scores may be packed, and are heavier to read than MIDI files. */
  async #addScore(file: File, place: Place): Promise<Place> {
    const { engine, project: session } = this.#studio
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await engine["projects.readScore"]({ name: file.name, bytes })
    const piece = projectFromText(read.document)
    const steps = pieceSteps(session.project, piece, place)
    return this.#add(titleOf(file), steps, { place, warnings: read.warnings })
  }

  /** @returns where what was dropped with it comes: below it, where it has a place among the tracks */
  #add(name: string, steps: readonly Step[], { place, warnings = [] }: Added): Place {
    const { project: session, selection, toasts } = this.#studio
    const before = new Set<string>(session.project.trackOrder)
    const isDone = session.runAll(`Add ${name}`, steps)
    const made = session.project.trackOrder.filter((id) => !before.has(id))
    if (!isDone || made.length === 0) return place
    selection.set("track", made)
    const on = countText(made.length, "new track")
    const above = entityOf(session.project.tracks, aboveOf(place) ?? "")
    const where = above ? ` below ${above.name}` : " at the end"
    toasts.show(sentences([`Put ${name} on ${on}${where}`, ...warnings]))
    return above ? { ...place, belowId: made.at(-1)! } : place
  }

  async #land({ projectId, jobIds, place }: Batch): Promise<void> {
    const { engine, jobs, toasts } = this.#studio
    const songs: Song[] = []
    for (const id of jobIds) {
      const job = jobs.job(id)
      if (job?.error) toasts.error(new Error(job.error.message), `${job.title} was not added.`)
      if (!job?.songId || job.state !== "succeeded") continue
      try {
        songs.push(await engine["library.song"]({ songId: job.songId }))
      } catch (error) {
        toasts.error(error, `${job.title} was not added.`)
      }
    }
    if (songs.length === 0) return
    if (this.#studio.project.id === projectId) this.#place(songs, place)
    else toasts.show(`${namesOf(songs)} stayed in the library: another project is open now`)
  }

  #place(songs: readonly Song[], { startTicks, trackId, belowId, clipId }: Place): void {
    const { project: session } = this.#studio
    const hand = clipId === undefined ? undefined : entityOf(session.project.clips, clipId)
    if (hand?.kind === "gesture" && songs[0]) {
      const label = `Play ${hand.name} on ${songs[0].title}`
      session.runAll(label, recordSteps(session.project, songs[0], hand.id))
      return
    }
    // The track may have gone while its songs were on their way.
    const isThere = trackId !== null && entityOf(session.project.tracks, trackId)?.kind === "audio"
    const place = { startTicks, trackId: isThere ? trackId : null, ...(belowId ? { belowId } : {}) }
    this.#add(namesOf(songs), songSteps(session.project, songs, place), { place })
  }
}

const titleOf = ({ name }: File): string => name.replace(/\.\w+$/, "")

const namesOf = (songs: readonly Song[]): string =>
  songs.length === 1 ? songs[0]!.title : countText(songs.length, "song")

const KEY = Symbol("arrivals")

/** Call in the App, once. */
export function provideArrivals(studio: Studio): Arrivals {
  const arrivals = new Arrivals(studio)
  arrivals.follow()
  return setContext(KEY, arrivals)
}

export const useArrivals = (): Arrivals => getContext<Arrivals>(KEY)
