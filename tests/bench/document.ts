/**
 * The document at its promised size: 200 tracks, 5,000 clips, 100,000 notes, one clip of 20,000 notes beside them. Every
 * command with its undo, on one thing and on thousands of clips or notes at once. Then 10,000 single edits replayed from
 * their log, with the memory that the history keeps, and the time to read and write a file. The peer is the same edit on
 * plain records, spread as a whole.
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
import { seededDice, type Dice } from "../support/random/dice.ts"
import { makeArgs } from "../support/random-commands.ts"

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "12" },
    ops: { type: "string", default: "10000" },
  },
})
const LIMIT_MS = 16
let slowestUndoMs = 0

const project = aBigProject()
measureCommands(project, Number(values.rounds))
measureReplay(project, Number(values.ops))
measureFile(project)
measureIndex(project)

/** Every command on one thing (or one clip's notes), and on as much as there is. */
function measureCommands(start: Project, rounds: number): void {
  const dice = seededDice(1)
  const single: Dice = { ...dice, some: (items) => items.slice(0, 1) }
  const rows = COMMAND_NAMES.map((name) => {
    const one = slowestMs(start, name, rounds, () => makeArgs(name, start, single))
    const all = slowestMs(
      start,
      name,
      rounds,
      (round) => heaviest(name, start, round) ?? makeArgs(name, start, dice),
    )
    return { name, one, all }
  }).sort((a, b) => (b.all || 0) - (a.all || 0))
  console.log("command and its undo, slowest in ms: on one thing, on all there is")
  for (const { name, one, all } of rows) {
    const [onOne, onAll] = [one, all].map((ms) => ms.toFixed(2).padStart(8))
    console.log(`  ${name.padEnd(24)}${onOne} ${onAll}`)
  }
  for (const what of ["one", "all"] as const) {
    const quick = rows.filter((row) => row[what] <= LIMIT_MS).length
    const tried = rows.filter((row) => !Number.isNaN(row[what])).length
    console.log(`on ${what}: within ${LIMIT_MS} ms ${quick} of ${tried} commands with their undo`)
  }
  console.log(`the slowest undo alone: ${slowestUndoMs.toFixed(3)} ms`)
}

/** The slowest of some runs that changed something; NaN where none did. */
function slowestMs(
  start: Project,
  name: string,
  rounds: number,
  argsOf: (round: number) => unknown,
): number {
  const times: number[] = []
  for (let i = 0; i < rounds * 20 && times.length < rounds; i++) {
    const ms = timeOf(start, name, argsOf(i))
    if (ms !== undefined) times.push(ms)
  }
  // The first run compiles the code, which the application does once.
  return times.length > 1 ? Math.max(...times.slice(1)) : NaN
}

/** Milliseconds of a command and its undo; undefined where it was refused or changed nothing. */
function timeOf(start: Project, name: string, args: unknown): number | undefined {
  const history = newHistory(start)
  const from = performance.now()
  try {
    const done = executeCall(history, name, args)
    if (done === history) return undefined
    const undoFrom = performance.now()
    undo(done)
    const now = performance.now()
    slowestUndoMs = Math.max(slowestUndoMs, now - undoFrom)
    return now - from
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
