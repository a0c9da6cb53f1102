/**
 * Whether a whole piece is made in time while it plays: 32 tracks (lib/big-song.ts) through the audio thread's own code, quantum
 * by quantum on a thread of its own, and how long 256 frames take, as a share of the time that they sound. Beside it the same
 * with an empty graph: what the machine itself takes its time for.
 *   npm run bench -- live [--seconds 60]
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { openPcm, readTile } from "../../src-main/engine/audio/index.ts"
import { soundBankPath } from "../../src-main/engine/projects/sound-bank-io.ts"
import { TileSource } from "../../src-main/shared/dsp/index.ts"
import { entitiesOf, type Project } from "../../src-main/shared/project/index.ts"
import {
  clipsOfKind,
  piecesOf,
  planOf,
  scoreOf,
  songTime,
} from "../../src-main/shared/project/sound/index.ts"
import { GraphHost } from "../../src-renderer/audio/graph-host.ts"
import { soundKernels } from "../support/sound-kernels.ts"
import { bigSong, denseMidi, makeRecordings, RATE_HZ } from "./lib/big-song.ts"

const QUANTUM = 128
/** As many frames as a sound card asks for at once. */
const BLOCK = 256
const GOAL_PERCENT = 60
const WARM_BLOCKS = 200

interface Times {
  medianPercent: number
  p99Percent: number
  mostPercent: number
  lateBlocks: number
}

if (isMainThread) await compare()
else await play(workerData as { seconds: number; isEmpty: boolean })

async function compare(): Promise<void> {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } })
  const seconds = Number(values.seconds)
  const empty = await inWorker(seconds, true)
  const song = await inWorker(seconds, false)
  for (const [name, times] of [
    ["empty graph", empty],
    ["32 tracks", song],
  ] as const)
    console.log(
      `${name}, ${seconds} s: ${BLOCK} frames take ${percent(times.medianPercent)} of their time, 99 of 100 at most ${percent(times.p99Percent)}, longest ${percent(times.mostPercent)}, late ${times.lateBlocks}`,
    )
  console.log(`reach: 99 of 100 within ${GOAL_PERCENT} %`)
  process.exitCode = song.p99Percent <= GOAL_PERCENT ? 0 : 1
}

function inWorker(seconds: number, isEmpty: boolean): Promise<Times> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { seconds, isEmpty } })
    worker.once("message", resolve)
    worker.once("error", reject)
  })
}

async function play({ seconds, isEmpty }: { seconds: number; isEmpty: boolean }): Promise<void> {
  const host = await aHost(seconds, isEmpty)
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  const blocks = Math.floor((seconds * RATE_HZ) / BLOCK)
  const times = new Float64Array(blocks)
  host.receive({ kind: "graph-play", songFrame: 0 })
  for (let block = 0; block < blocks; block++) {
    const before = performance.now()
    for (let frame = 0; frame < BLOCK; frame += QUANTUM) {
      left.fill(0)
      right.fill(0)
      host.process(left, right, block * BLOCK + frame)
    }
    times[block] = performance.now() - before
  }
  parentPort?.postMessage(timesOf(times.subarray(WARM_BLOCKS)))
}

function timesOf(times: Float64Array): Times {
  const sorted = times.toSorted()
  const wholeMs = (1000 * BLOCK) / RATE_HZ
  const at = (share: number): number =>
    (100 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!) / wholeMs
  const lateBlocks = times.reduce((late, ms) => late + (ms > wholeMs ? 1 : 0), 0)
  return { medianPercent: at(0.5), p99Percent: at(0.99), mostPercent: at(1), lateBlocks }
}

/** The audio thread's host with the piece in it, its recordings read and its presets unpacked. */
async function aHost(seconds: number, isEmpty: boolean): Promise<GraphHost> {
  const ready = Promise.withResolvers<undefined>()
  const reply = ({ kind }: { kind: string }): void => {
    if (kind === "graph-bank-ready") ready.resolve(undefined)
  }
  const host = new GraphHost(RATE_HZ, reply, await soundKernels())
  if (isEmpty) {
    const strip = { instrument: null, devices: [], sends: [], automation: [] }
    const master = { ...strip, id: "master", gainDb: 0, pan: 0, isSilent: false, output: -1 }
    host.receive({ kind: "graph-plan", plan: { channels: [master] } })
    return host
  }
  tell(host, bigSong(denseMidi(), seconds), seconds)
  host.receive({ kind: "graph-bank", bytes: new Uint8Array(readFileSync(soundBankPath())).buffer })
  await ready.promise
  // Once through what comes later: every sound is unpacked, every line of code compiled.
  host.receive({ kind: "graph-play", songFrame: 0 })
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  for (let frame = 0; frame < seconds * RATE_HZ; frame += QUANTUM) host.process(left, right, frame)
  host.receive({ kind: "graph-stop" })
  return host
}

function tell(host: GraphHost, project: Project, seconds: number): void {
  const time = songTime(project, RATE_HZ)
  const numbers = new Map(
    makeRecordings(seconds).map(({ id, pcmPath }, number) => {
      const reader = openPcm(pcmPath)
      const { sampleRateHz: rateHz, channels, frames } = reader
      const source = new TileSource({ rateHz, channels, frames })
      for (let tile = 0; tile < source.tileCount; tile++) source.put(tile, readTile(reader, tile))
      reader.close()
      host.graph.sources.set(number, source)
      return [id, number]
    }),
  )
  const sourceOf = ({ id }: { id: string }): number | undefined => numbers.get(id)
  host.receive({ kind: "graph-plan", plan: planOf(project, time, sourceOf) })
  for (const track of entitiesOf(project.tracks)) {
    const channelId = track.id
    const score = scoreOf(track, clipsOfKind(project, channelId, "notes"), time)
    host.receive({ kind: "graph-score", channelId, score })
    const pieces = piecesOf(project, clipsOfKind(project, channelId, "audio"), time, sourceOf)
    host.receive({ kind: "graph-clips", channelId, pieces })
  }
}

function percent(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} %`
}
