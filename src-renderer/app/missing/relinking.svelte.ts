/**
 * Recordings of the open project that the library does not have: which they are, and finding them again. A file with the
 * same content needs no step of the project; one that stands for another is a step, which can be undone.
 */
import { getContext, setContext, untrack } from "svelte"
import type { FoundRecordings, Job, Part } from "#shared/contract/index.ts"
import { entitiesOf, type Media, type Project } from "#shared/project/index.ts"
import type { Step, Studio } from "../../session/index.ts"
import { countText } from "../../ui/index.ts"

export type Found = FoundRecordings["found"][number]

/** Pure. @param has whether the library has it */
export const missingMedia = ({ media }: Project, has: (media: Media) => boolean): Media[] =>
  entitiesOf(media).filter((each) => !has(each))

/** The recording, played from another file from now on. @param name of the file */
export function relinkStep(id: Media["id"], part: Part, name: string): Step {
  const { mediaHash: sha256, durationSeconds: seconds, sampleRateHz, channels } = part
  return {
    name: "media.relink",
    args: {
      media: { id, sha256, name, seconds, rateHz: sampleRateHz, channels, songPartId: part.id },
    },
  }
}

export class Relinking {
  #studio: Studio
  isOpen = $state(false)
  /** 0..1 while files are looked through; null: nothing is. */
  fraction = $state<number | null>(null)
  /** Of the last search: how many files there were; null before the first. */
  searched = $state<number | null>(null)
  /** Found, and being imported. */
  found = $state.raw<readonly Found[]>([])

  missing = $derived.by((): Media[] => {
    const { library, project } = this.#studio
    if (!project.isOpen || !library.isLoaded) return []
    return missingMedia(project.project, (media) => library.recording(media) !== undefined)
  })

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component. */
  follow(): void {
    const { jobs, project, toasts } = this.#studio
    $effect(() => {
      const ended = this.found.filter(({ jobId }) => isEnded(jobs.job(jobId)))
      if (ended.length === 0 || ended.length < this.found.length) return
      this.found = []
      void this.#take(ended)
    })
    let told: { id: typeof project.id; toast: number } | null = null
    $effect(() => {
      const count = this.missing.length
      // What is said of one project must not stand over another, nor over one whose recordings were found.
      if (told && (count === 0 || told.id !== project.id))
        untrack(() => toasts.dismiss(told!.toast))
      if (count === 0 || told?.id === project.id) return
      const action = { label: "Find them", run: () => (this.isOpen = true) }
      // What is said of the project as it is opened, such as what was left out, must not be covered.
      const show = (): number => {
        const note = toasts.queue.find(({ tone }) => tone === "note")
        const words = [...(note ? [note.text] : []), missingText(count)].join(". ")
        return toasts.show(words, { action })
      }
      told = { id: project.id, toast: untrack(show) }
    })
  }

  /** Asks where, and searches there. */
  async search(what: "file" | "folder", wanted: readonly Media[]): Promise<void> {
    const { shell, toasts } = this.#studio
    this.fraction = 0
    try {
      const answer = await shell["shell.findRecordings"](
        {
          what,
          wanted: wanted.map(({ id, sha256, name, seconds }) => ({ id, sha256, name, seconds })),
        },
        { onProgress: ({ fraction }) => (this.fraction = fraction) },
      )
      if (!answer) return
      this.searched = answer.searched
      this.found = answer.found
    } catch (error) {
      toasts.error(error, "The recordings could not be looked for.")
    } finally {
      this.fraction = null
    }
  }

  async #take(found: readonly Found[]): Promise<void> {
    const { engine, jobs, project, toasts } = this.#studio
    const steps: Step[] = []
    for (const { id, by, file, jobId } of found) {
      const job = jobs.job(jobId)
      if (job?.error) toasts.error(new Error(job.error.message), `${file} could not be taken.`)
      if (!job?.songId || by === "content") continue
      const { parts } = await engine["library.song"]({ songId: job.songId })
      const media = entitiesOf(project.project.media).find((each) => each.id === id)
      if (media && parts[0]) steps.push(relinkStep(media.id, parts[0], file))
    }
    if (steps.length > 0) project.runAll("Find recordings again", steps)
  }
}

const isEnded = (job: Job | undefined): boolean =>
  job !== undefined && job.state !== "queued" && job.state !== "running"

export const missingText = (count: number): string =>
  `${countText(count, "recording")} ${count === 1 ? "is" : "are"} missing`

const KEY = Symbol("relinking")

/** Call in the App, once. */
export function provideRelinking(studio: Studio): Relinking {
  const relinking = new Relinking(studio)
  relinking.follow()
  return setContext(KEY, relinking)
}

export const useRelinking = (): Relinking => getContext<Relinking>(KEY)
