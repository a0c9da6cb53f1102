/**
 * The document at its promised size: 200 tracks, 5,000 clips, 100,000 notes, one clip of 20,000 notes beside them. Random
 * calls of every command, some of which take thousands of clips or notes at once: the slowest of each with its undo. Then
 * 10,000 single edits replayed from their log, with the memory that the history keeps, and the time to read and write a
 * file. The peer is the same edit on plain records, spread as a whole.
 *
 *   npm run bench -- document [--rounds 12] [--ops 10000]
 */
import { parseArgs } from "node:util"
import { StudioError } from "#shared/contract/errors.ts"
import {
  clipsOf,
  entitiesOf,
  executeCall,
  newHistory,
  projectFromJson,
  projectToJson,
  replay,
  undo,
  type Project,
} from "#shared/project/index.ts"
import { aBigProject } from "../support/big-project.ts"
import { heaviest } from "./lib/heavy-commands.ts"
import { COMMAND_NAMES } from "../support/projects.ts"
import { seededDice } from "../support/random/dice.ts"
import { makeArgs } from "../support/random-commands.ts"

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "12" },
    ops: { type: "string", default: "10000" },
  },
})
const LIMIT_MS = 16

const project = aBigProject()
measureCommands(project, Number(values.rounds))
measureReplay(project, Number(values.ops))
measureFile(project)
measureIndex(project)

function measureCommands(start: Project, rounds: number): void {
  const dice = seededDice(1)
  const rows = COMMAND_NAMES.map((name) => {
    const times: number[] = []
    for (let i = 0; i < rounds * 20 && times.length < rounds; i++) {
      const args = heaviest(name, start, i) ?? makeArgs(name, start, dice)
      const ms = timeOf(start, name, args)
      if (ms !== undefined) times.push(ms)
    }
    // The first run compiles the code: that is measured elsewhere, in the first seconds of the application.
    const sorted = times.slice(1).sort((a, b) => a - b)
    const medianMs = sorted[sorted.length >> 1] ?? NaN
    return { name, runs: sorted.length, medianMs, slowestMs: sorted.at(-1) ?? NaN }
  }).sort((a, b) => b.slowestMs - a.slowestMs)
  console.log("command and its undo: ms, median and slowest")
  for (const { name, runs, medianMs, slowestMs } of rows) {
    const [median, slowest] = [medianMs, slowestMs].map((ms) => ms.toFixed(2).padStart(8))
    console.log(`  ${name.padEnd(24)}${median} ${slowest}   of ${runs}`)
  }
  const late = rows.filter(({ slowestMs }) => !(slowestMs <= LIMIT_MS))
  console.log(`within ${LIMIT_MS} ms: ${rows.length - late.length} of ${rows.length}`)
}

/** Milliseconds of a command and its undo; undefined where it was refused or changed nothing. */
function timeOf(start: Project, name: string, args: unknown): number | undefined {
  const history = newHistory(start)
  const from = performance.now()
  try {
    const done = executeCall(history, name, args)
    if (done === history) return undefined
    undo(done)
    return performance.now() - from
  } catch (error) {
    if (error instanceof StudioError) return undefined
    throw error
  }
}

function measureReplay(start: Project, count: number): void {
  const clips = entitiesOf(start.clips)
  const ops = Array.from({ length: count }, (_, i) => {
    const { id: clipId } = clips[(i * 37) % clips.length]!
    const moves = [{ clipId, startTicks: 240 * (i % 1000) }]
    return { kind: "do", name: "clip.move", args: { moves } }
  })
  globalThis.gc?.()
  const heap = process.memoryUsage().heapUsed
  const from = performance.now()
  const { done, history } = replay(start, ops)
  const ms = performance.now() - from
  globalThis.gc?.()
  const kept = (process.memoryUsage().heapUsed - heap) / 1024 / 1024
  console.log(`replay of ${done} edits: ${ms.toFixed(0)} ms, ${(ms / done).toFixed(3)} ms each`)
  console.log(`history of ${history.at} entries keeps ${kept.toFixed(0)} MB`)
  const peer = spreadMs(start, 500)
  console.log(
    `the same edit on a plain record: ${peer.toFixed(3)} ms, ${(peer / (ms / done)).toFixed(1)} x ours`,
  )
}

/** What moving a clip costs where the clips are one record. */
function spreadMs(start: Project, count: number): number {
  const clips = entitiesOf(start.clips)
  let record = Object.fromEntries(clips.map((clip) => [clip.id as string, clip]))
  const kept = [record]
  const from = performance.now()
  for (let i = 0; i < count; i++) {
    const clip = clips[(i * 37) % clips.length]!
    record = { ...record, [clip.id]: { ...clip, startTicks: i } }
    kept.push(record)
  }
  return (performance.now() - from) / count
}

function measureFile(start: Project): void {
  const from = performance.now()
  const text = JSON.stringify(projectToJson(start))
  const written = performance.now()
  const { problems } = projectFromJson(JSON.parse(text))
  const end = performance.now()
  const megabytes = (text.length / 1024 / 1024).toFixed(1)
  console.log(`file of ${megabytes} MB: written in ${(written - from).toFixed(0)} ms,`)
  console.log(`  read and checked in ${(end - written).toFixed(0)} ms, ${problems.length} problems`)
}

function measureIndex(start: Project): void {
  const from = performance.now()
  for (const { id } of entitiesOf(start.tracks)) clipsOf(start, id)
  console.log(`clips of all tracks, first time: ${(performance.now() - from).toFixed(2)} ms`)
}
