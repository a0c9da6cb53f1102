/** The document as it is played: at the tempo of a clock from outside where one is followed. */
import type { Project } from "#shared/project/index.ts"
import type { ProjectSession } from "../../session/index.ts"

export class TimedProject {
  /** Quarters a minute of the clock that is followed; null: the document's own tempo. */
  bpm = $state<number | null>(null)
  #session: ProjectSession

  #timed = $derived.by((): Project => {
    const { project } = this.#session
    if (this.bpm === null) return project
    // Whoever leads knows nothing of our loop.
    const loop = { ...project.loop, isOn: false }
    return { ...project, loop, tempo: [{ tick: 0, bpm: this.bpm, curve: "step" }] }
  })

  constructor(session: ProjectSession) {
    this.#session = session
  }

  get id(): ProjectSession["id"] {
    return this.#session.id
  }

  get isOpen(): boolean {
    return this.#session.isOpen
  }

  /** @throws Error while none is open */
  get project(): Project {
    return this.#timed
  }
}
