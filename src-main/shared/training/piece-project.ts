/** Music outside a project as a project of its own, to be played as any other. */
import type { HeardPiece } from "../contract/index.ts"
import {
  MeterEvent,
  newProject,
  ProjectId,
  runCommand,
  TrackId,
  type Project,
} from "../project/index.ts"
import { pieceSteps, ticksOf } from "./heard-piece.ts"

const [LEAST_BPM, MOST_BPM] = [10, 1000]

/** @param beats of its clips; to the end of the last note's bar unless told */
export function pieceProject(piece: HeardPiece, beats?: number): Project {
  let ids = 0
  const newId = (): string => `piece-${++ids}`
  const empty = newProject(ProjectId.parse(newId()), TrackId.parse(newId()))
  const timed: Project = {
    ...empty,
    tempo: tempoOf(piece, empty.tempo),
    meters: metersOf(piece, empty.meters),
  }
  const { steps } = pieceSteps(timed, piece, { name: "", startTicks: 0, beats, newId })
  return steps.reduce((project, { name, args }) => runCommand(project, name, args).project, timed)
}

/** The piece begins with the first; those that no project knows are left out. */
function metersOf({ meters }: HeardPiece, usual: Project["meters"]): Project["meters"] {
  const byTick = new Map<number, MeterEvent>()
  for (const { startBeats, ...meter } of meters) {
    const found = MeterEvent.safeParse({
      ...meter,
      tick: byTick.size === 0 ? 0 : ticksOf(startBeats),
    })
    if (found.success) byTick.set(found.data.tick, found.data)
  }
  return byTick.size === 0 ? usual : [...byTick.values()].sort((a, b) => a.tick - b.tick)
}

/** One tempo a tick, the last that is said of it; the piece begins with the first. */
function tempoOf({ tempos }: HeardPiece, usual: Project["tempo"]): Project["tempo"] {
  const byTick = new Map<number, number>()
  for (const { startBeats, bpm } of tempos)
    byTick.set(byTick.size === 0 ? 0 : ticksOf(startBeats), bpm)
  if (byTick.size === 0) return usual
  return [...byTick]
    .sort(([a], [b]) => a - b)
    .map(([tick, bpm]) => ({
      ...{ tick, curve: "step" as const },
      bpm: Math.min(MOST_BPM, Math.max(LEAST_BPM, bpm)),
    }))
}
