/** The two tracks of a duet in the project that is open: remembered for each project, made when they are first needed. */
import { z } from "zod"
import { duetTrackSteps, type DuetTrackIds } from "#shared/duet/index.ts"
import { entityOf, type Track } from "#shared/project/index.ts"
import type { Studio } from "../../../session/index.ts"

const KEY = "duet.tracks"
const KNOWN: z.ZodType<Record<string, Partial<DuetTrackIds>>> = z.record(
  z.string(),
  z.object({ you: z.string().exactOptional(), answer: z.string().exactOptional() }),
)
/** Projects that are remembered. */
const MOST = 60

/** What the step is called. */
export const ADDED = "Add tracks for a duet"

export class DuetTracks {
  #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Of the project that is open, as far as they are there. */
  get known(): Partial<DuetTrackIds> {
    const { preferences, project } = this.#studio
    if (!project.isOpen || project.id === null) return {}
    return preferences.read(KEY, KNOWN, {})[project.id] ?? {}
  }

  /** The hand's, if it is there. */
  get you(): Track | undefined {
    const { project } = this.#studio
    const { you } = this.known
    return you === undefined || !project.isOpen ? undefined : entityOf(project.project.tracks, you)
  }

  /** Makes those that are missing, as one step. Null where that cannot be. */
  ready(): DuetTrackIds | null {
    const { project: session } = this.#studio
    if (!session.isOpen) return null
    const newId = (): string => crypto.randomUUID()
    const { tracks, steps } = duetTrackSteps(session.project, this.known, newId)
    if (steps.length > 0 && !session.runAll(ADDED, steps)) return null
    if (steps.length > 0) this.remember(tracks)
    return tracks
  }

  /** The hand plays another track. */
  choose(you: string): void {
    this.remember({ ...this.known, you })
  }

  remember(tracks: Partial<DuetTrackIds>): void {
    const { preferences, project } = this.#studio
    const { id } = project
    if (id === null) return
    const others = Object.entries(preferences.read(KEY, KNOWN, {})).filter(([own]) => own !== id)
    preferences.write(KEY, { ...Object.fromEntries(others.slice(-MOST)), [id]: tracks })
  }
}
