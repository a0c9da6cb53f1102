/** What a pressed pointer does on the steps until it is let go. */
import { addSteps, newNoteId, type NewNote } from "../gestures/new-note.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import type { StepColumn, StepHit } from "./step-cells.ts"

export interface Step {
  readonly pitch: number
  readonly column: StepColumn
  readonly hit: StepHit | undefined
}

export interface StepGesture {
  /** Over another step, or the same one further up (above 0) or down. */
  move(step: Step | null, upPx: number): void
  end(): void
  cancel(): void
}

const TREMBLE_PX = 4
const VELOCITY_PER_PX = 0.75

/** On an empty step strokes are painted; on a stroke a click takes it away, a pull up or down sets its velocity. */
export function startOn(notes: NotesState, step: Step): StepGesture | null {
  if (!notes.clip || !notes.meters) return null
  notes.press(step.pitch, step.hit?.note.velocity ?? notes.velocity)
  return step.hit ? holdStroke(notes, step) : paint(notes, step)
}

function paint(notes: NotesState, from: Step): StepGesture | null {
  const { clip, meters, studio, toLineTicks } = notes
  if (!clip || !meters) return null
  const made = new Map<string, NewNote>()
  const put = ({ pitch, column, hit }: Step): void => {
    const startTicks = column.startTicks - toLineTicks
    const place = `${pitch} ${startTicks}`
    if (hit || startTicks < 0 || made.has(place)) return
    const lengthTicks = column.endTicks - column.startTicks
    const { velocity } = notes
    made.set(place, { id: newNoteId(), startTicks, lengthTicks, pitch, velocity })
    studio.project.drag(addSteps(clip, meters, [...made.values()]))
    notes.select([...made.values()].map(({ id }) => id))
  }
  studio.project.begin("Add strokes")
  put(from)
  return {
    // Along its row: a hand that strays does not play other drums.
    move(step) {
      if (step?.pitch === from.pitch) put(step)
    },
    ...ending(notes),
  }
}

function holdStroke(notes: NotesState, from: Step): StepGesture {
  const { clip, studio } = notes
  const removed = new Set((from.hit?.all ?? []).map(({ id }) => id))
  const first = from.hit!.note
  let doing: "nothing" | "velocity" | "erase" = "nothing"
  const erase = (): void => {
    studio.project.drag([
      { name: "note.remove", args: { clipId: clip!.id, noteIds: [...removed] } },
    ])
  }
  const begin = (what: "velocity" | "erase"): void => {
    doing = what
    studio.project.begin(what === "velocity" ? "Set velocity" : "Remove strokes")
    notes.select(what === "velocity" ? [first.id] : [])
  }
  return {
    move(step, upPx) {
      if (doing === "nothing" && step && step.column !== from.column) begin("erase")
      else if (doing === "nothing" && Math.abs(upPx) >= TREMBLE_PX) begin("velocity")
      if (doing === "erase") {
        for (const { id } of step?.pitch === from.pitch ? (step.hit?.all ?? []) : [])
          removed.add(id)
        erase()
      } else if (doing === "velocity") {
        const velocity = withVelocity(first.velocity + upPx * VELOCITY_PER_PX)
        notes.velocity = velocity
        studio.project.drag([velocityStep(notes, [first.id], velocity)])
      }
    },
    end() {
      if (doing === "nothing") {
        begin("erase")
        erase()
      }
      ending(notes).end()
    },
    cancel: ending(notes).cancel,
  }
}

function ending(notes: NotesState): Pick<StepGesture, "end" | "cancel"> {
  const { project } = notes.studio
  return {
    end() {
      notes.release()
      project.commit()
    },
    cancel() {
      notes.release()
      project.cancel()
    },
  }
}

export const withVelocity = (velocity: number): number =>
  Math.min(127, Math.max(1, Math.round(velocity)))

export function velocityStep(notes: NotesState, noteIds: string[], velocity: number) {
  return {
    name: "note.velocity" as const,
    args: { clipId: notes.clip!.id, noteIds, velocities: [velocity] },
  }
}
