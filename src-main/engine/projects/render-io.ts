/** Renders a project through the graph that is heard in the window. Runs on a worker thread. */
import type { BasicSoundBank } from "spessasynth_core"
import {
  QUANTUM,
  SongGraph,
  type ClipPiece,
  type GesturePiece,
  type GraphPlan,
} from "#shared/dsp/graph/index.ts"
import { createInstrument, recordingsOf } from "#shared/dsp/instruments/index.ts"
import { KitSounds, makeKitSound } from "#shared/dsp/kit/index.ts"
import { TileSource } from "#shared/dsp/index.ts"
import { endTicks, entitiesOf, type Project } from "#shared/project/index.ts"
import {
  clipsOfKind,
  gesturePiecesOf,
  piecesOf,
  planOf,
  scoreOf,
  songTime,
} from "#shared/project/sound/index.ts"
import {
  createFlacWriter,
  createPcmWriter,
  openPcm,
  type PcmReader,
  type PcmWriter,
} from "../audio/index.ts"
import { readTile, type SampleFormat } from "../audio/index.ts"
import type { TaskContext } from "../platform/index.ts"
import { generalMidiBank } from "./sound-bank-io.ts"
import { gathering } from "./gathering-writer-io.ts"
import { instantiateStretch, openStripKernel } from "./sound-kernels-io.ts"
import { tilesBetween, tilesFor } from "./song-tiles.ts"

export interface RenderInput {
  project: Project
  /** Decoded sound of the project's media, by their ids; missing ones are silent. */
  media: { id: string; pcmPath: string }[]
  outputPath: string
  sampleRateHz: number
  sampleFormat: SampleFormat
  /** Of all files; flac has no floating point. */
  format?: "wav" | "flac" | undefined
  /** Without these the whole song, and what sounds on after it. */
  fromTicks?: number | undefined
  toTicks?: number | undefined
  /** Also every track but the master as a file of its own, after fader and pan. */
  stems?: { trackId: string; path: string }[] | undefined
}

export interface Rendered {
  frames: number
  peak: number
}

/** Sound ends where it has been below this for half a second. */
const SILENCE = 10 ** (-90 / 20)
const SILENT_SECONDS = 0.5
const LONGEST_TAIL_SECONDS = 30
/** Tiles are looked after, progress is told and cancelling heard every so many quanta. */
const QUANTA_A_ROUND = 64

/** Progress is the fraction rendered. */
export async function renderTask(
  input: RenderInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<Rendered> {
  const readers = new Map<number, PcmReader>()
  const writers: PcmWriter[] = []
  try {
    const song = await openSong(input, readers)
    const shape = {
      sampleRateHz: input.sampleRateHz,
      channels: 2,
      sampleFormat: input.sampleFormat,
    }
    const createWriter = input.format === "flac" ? createFlacWriter : createPcmWriter
    const open = (path: string): PcmWriter => {
      const writer = gathering(createWriter(path, shape))
      writers.push(writer)
      return writer
    }
    const main = open(input.outputPath)
    const stems = (input.stems ?? []).map(({ trackId, path }) => ({
      channel: song.graph.channels.find(({ id }) => id === trackId),
      writer: open(path),
    }))
    const take: Take = (left, right, from, count) => {
      const cut = (side: Float32Array): Float32Array => side.subarray(from, from + count)
      main.write([cut(left), cut(right)])
      for (const { channel, writer } of stems)
        if (channel) writer.write([cut(channel.output.left), cut(channel.output.right)])
    }
    const rendered = await renderSong(song, take, { signal, onProgress })
    for (const writer of writers) writer.finish()
    return rendered
  } catch (error) {
    for (const writer of writers) writer.abort()
    throw error
  } finally {
    for (const reader of readers.values()) reader.close()
  }
}

interface OpenSong {
  graph: SongGraph
  pieces: (ClipPiece | GesturePiece)[]
  readers: ReadonlyMap<number, PcmReader>
  /** Tiles that samplers may need at any time, by source. */
  kept: ReadonlyMap<number, ReadonlySet<number>>
  /** Memory of tiles that are not needed any more: new ones would keep the collector busy. */
  spare: Float32Array[]
  startFrame: number
  endFrame: number
  hasTail: boolean
}

async function openSong(
  { project, media, sampleRateHz, fromTicks, toTicks }: RenderInput,
  readers: Map<number, PcmReader>,
): Promise<OpenSong> {
  const time = songTime(project, sampleRateHz)
  const bank = await bankFor(project)
  const kit = new KitSounds(makeKitSound)
  const graph: SongGraph = new SongGraph({
    rateHz: sampleRateHz,
    strip: openStripKernel(),
    stretch: instantiateStretch,
    makeInstrument: (plan, old) =>
      createInstrument(plan, old, { rateHz: sampleRateHz, bank, kit, sources: graph.sources }),
  })
  const numbers = new Map<string, number>()
  for (const { id, pcmPath } of media) {
    const number = numbers.size
    const reader = openPcm(pcmPath)
    numbers.set(id, number)
    readers.set(number, reader)
    const { sampleRateHz: rateHz, channels, frames } = reader
    graph.sources.set(number, new TileSource({ rateHz, channels, frames }))
  }
  const sourceOf = ({ id }: { id: string }): number | undefined => numbers.get(id)
  const plan = planOf(project, time, sourceOf)
  graph.setPlan(plan)
  const pieces: (ClipPiece | GesturePiece)[] = []
  for (const track of entitiesOf(project.tracks)) {
    graph.setScore(track.id, scoreOf(track, clipsOfKind(project, track.id, "notes"), time))
    const own = piecesOf(project, clipsOfKind(project, track.id, "audio"), time, sourceOf)
    graph.setClips(track.id, own)
    const hands = clipsOfKind(project, track.id, "gesture")
    const played = gesturePiecesOf(project, hands, time, sourceOf)
    graph.setGestures(track.id, played)
    pieces.push(...own, ...played)
  }
  return {
    ...{ graph, pieces, readers, kept: zoneTiles(plan, graph), spare: [] },
    startFrame: time.frameAt(fromTicks ?? 0),
    endFrame: time.frameAt(toTicks ?? endTicks(project)),
    hasTail: toTicks === undefined,
  }
}

/** Loads the bank only where something plays it. */
async function bankFor(project: Project): Promise<BasicSoundBank | null> {
  const isNeeded = entitiesOf(project.devices).some(({ kind }) => kind === "soundfont")
  return isNeeded ? generalMidiBank() : null
}

type Take = (left: Float32Array, right: Float32Array, from: number, count: number) => void

async function renderSong(
  song: OpenSong,
  take: Take,
  { signal, onProgress }: TaskContext<number>,
): Promise<Rendered> {
  const { graph, startFrame, endFrame, hasTail } = song
  const left = new Float32Array(QUANTUM)
  const right = new Float32Array(QUANTUM)
  const length = endFrame - startFrame
  const longest = length + (hasTail ? LONGEST_TAIL_SECONDS * graph.rateHz : 0)
  const silentFrames = SILENT_SECONDS * graph.rateHz
  let [frames, quiet, peak] = [0, 0, 0]
  // What is late by the devices' latency is left out at the beginning and waited for at the end.
  let late = graph.latencyFrames
  graph.transport.play(startFrame)
  for (let quantum = 0; frames < longest; quantum++) {
    if (quantum % QUANTA_A_ROUND === 0) {
      signal.throwIfAborted()
      loadTiles(song)
      onProgress(Math.min(1, frames / Math.max(1, length)))
      if (quantum % (16 * QUANTA_A_ROUND) === 0) await Promise.resolve()
    }
    graph.process(left, right)
    const skipped = Math.min(late, QUANTUM)
    late -= skipped
    const count = Math.min(QUANTUM - skipped, longest - frames)
    if (count > 0) take(left, right, skipped, count)
    frames += count
    const highest = highestOf(left, right)
    peak = Math.max(peak, highest)
    quiet = highest < SILENCE ? quiet + count : 0
    if (frames >= length && quiet >= silentFrames) break
  }
  return { frames, peak }
}

function loadTiles({ graph, pieces, readers, kept, spare }: OpenSong): void {
  const from = graph.transport.songFrame
  const needed = tilesFor(pieces, from, from + (QUANTA_A_ROUND + 1) * QUANTUM, graph.rateHz)
  for (const [number, source] of graph.sources) {
    const isNeeded = (tile: number): boolean =>
      (needed.get(number)?.has(tile) ?? false) || (kept.get(number)?.has(tile) ?? false)
    for (let tile = 0; tile < source.tileCount; tile++) {
      const used = isNeeded(tile) ? undefined : source.drop(tile)
      if (used) spare.push(used)
    }
    for (let tile = 0; tile < source.tileCount; tile++)
      if (isNeeded(tile) && !source.has(tile))
        source.put(tile, readTile(readers.get(number)!, tile, spare.pop()))
  }
}

function zoneTiles({ channels }: GraphPlan, graph: SongGraph): Map<number, Set<number>> {
  const kept = new Map<number, Set<number>>()
  for (const { instrument } of channels)
    for (const { source, startSeconds, endSeconds } of recordingsOf(instrument?.state)) {
      const rateHz = graph.sources.get(source)?.rateHz ?? 1
      const tiles = kept.get(source) ?? new Set()
      for (const tile of tilesBetween(startSeconds * rateHz, endSeconds * rateHz)) tiles.add(tile)
      kept.set(source, tiles)
    }
  return kept
}

function highestOf(left: Float32Array, right: Float32Array): number {
  let highest = 0
  for (let i = 0; i < QUANTUM; i++)
    highest = Math.max(highest, Math.abs(left[i]!), Math.abs(right[i]!))
  return highest
}
