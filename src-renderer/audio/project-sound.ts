/**
 * Keeps the audio thread's graph like the document: tells it what has changed, and nothing else. Feeds recorded sound ahead
 * of where the song is.
 */
import type { Part } from "#shared/contract/index.ts"
import {
  SHORTEST_LOOP,
  sourceRange,
  type ClipPiece,
  type GesturePiece,
  type Loop,
} from "#shared/dsp/graph/index.ts"
import { recordingsOf, type Stretch } from "#shared/dsp/instruments/index.ts"
import {
  clipsOf,
  endTicks,
  entitiesOf,
  type AudioClip,
  type Clip,
  type GestureClip,
  type Media,
  type NotesClip,
  type Project,
} from "#shared/project/index.ts"
import {
  clicksOf,
  clipsOfKind,
  gesturePiecesOf,
  piecesOf,
  planOf,
  scoreOf,
  songTime,
  type SongTime,
} from "#shared/project/sound/index.ts"
import type { OpenSound } from "./sound.ts"

/** The part of the library that a recording is; undefined where it is not there: it is silent. */
export type FindPart = (media: Media) => Part | undefined

const AHEAD_SECONDS = 6
const READY_SECONDS = 0.4
/** So long before its end the beginning of a loop is loaded. */
const LOOP_AHEAD_TICKS = 8 * 960
const LOOP_AHEAD_SECONDS = 2
/** The metronome goes on after the last clip: an hour of quarters at 120. */
const CLICKS_BEYOND_TICKS = 7200 * 960

interface Told {
  notes: readonly Clip[]
  audio: readonly Clip[]
  pieces: readonly ClipPiece[]
  gestures: readonly Clip[]
  gesturePieces: readonly GesturePiece[]
}

export class ProjectSound {
  #sound: OpenSound
  #findPart: FindPart
  #project: Project | null = null
  /** What the library has of the project's recordings: they come and go without a step in the project. */
  #recordings = ""
  #told = new Map<string, Told>()
  #parts = new Map<number, Part>()
  /** What samplers may play at any time. */
  #stretches: readonly Stretch[] = []

  constructor(sound: OpenSound, findPart: FindPart) {
    this.#sound = sound
    this.#findPart = findPart
  }

  time(project: Pick<Project, "tempo">): SongTime {
    return songTime(project, this.#sound.line.rateHz)
  }

  /** Tells the audio thread what is different from the last time. */
  tell(project: Project): void {
    const before = this.#project
    const recordings = entitiesOf(project.media)
      .map((media) => this.#findPart(media)?.id ?? "")
      .join()
    const isOtherMedia = before?.media !== project.media || recordings !== this.#recordings
    if (before === project && !isOtherMedia) return
    this.#project = project
    this.#recordings = recordings
    const time = this.time(project)
    const isRetimed = before?.tempo !== project.tempo
    const isOther = before?.id !== project.id
    if (isOther || isOtherMedia) this.#told.clear()
    if (isOther || isRetimed || isOtherMedia || hasOtherStrips(before, project))
      this.#tellPlan(project, time)
    for (const { id, kind } of entitiesOf(project.tracks)) {
      const told = this.#told.get(id)
      const notes = clipsOfKind(project, id, "notes")
      const audio = clipsOfKind(project, id, "audio")
      const isNew = isRetimed || !told
      if (isNew || !areSame(told.notes, notes)) this.#tellScore(id, kind, notes, time)
      const pieces =
        isNew || !areSame(told.audio, audio)
          ? this.#tellClips(project, id, audio, time)
          : told.pieces
      const gestures = clipsOfKind(project, id, "gesture")
      const gesturePieces =
        isNew || !areSame(told.gestures, gestures)
          ? this.#tellGestures(project, id, gestures, time)
          : told.gesturePieces
      this.#told.set(id, { notes, audio, pieces, gestures, gesturePieces })
    }
  }

  /** Loads what must be there before the song may begin. @throws as `feed` */
  feedFirst(songFrame: number): Promise<void> {
    return this.feed(songFrame, READY_SECONDS)
  }

  /** Loads what will sound soon. @throws where the engine cannot read it */
  async feed(songFrame: number, seconds = AHEAD_SECONDS): Promise<void> {
    const { line, feeder } = this.#sound
    const until = songFrame + seconds * line.rateHz
    const coming: Promise<void>[] = []
    for (const { pieces, gesturePieces } of this.#told.values())
      for (const piece of [...pieces, ...gesturePieces]) {
        const part = this.#parts.get(piece.source)
        const range = part && sourceRange(piece, songFrame, until, line.rateHz)
        if (!range) continue
        const startSeconds = Math.max(0, range.from / part.sampleRateHz)
        coming.push(feeder.feed(part, { startSeconds, endSeconds: range.to / part.sampleRateHz }))
      }
    for (const { source, ...stretch } of this.#stretches) {
      const part = this.#parts.get(source)
      if (part) coming.push(feeder.feed(part, stretch))
    }
    await Promise.all(coming)
  }

  /** Loads what will sound soon while the song plays; what stays missing is counted as an underrun, and asked for again. */
  feedAlong(project: Project, atTicks: number): void {
    const { frameAt } = this.time(project)
    const { isOn, startTicks, lengthTicks } = project.loop
    const fed = [this.feed(frameAt(atTicks))]
    const isNearEnd = isOn && atTicks > startTicks + lengthTicks - LOOP_AHEAD_TICKS
    if (isNearEnd) fed.push(this.feed(frameAt(startTicks), LOOP_AHEAD_SECONDS))
    for (const each of fed) each.catch(() => undefined)
  }

  tellLoop(project: Pick<Project, "loop" | "tempo">): void {
    const loop = loopOf(project.loop, this.time(project))
    this.#sound.line.post({ kind: "graph-loop", loop })
  }

  tellClicks(project: Project, isOn: boolean): void {
    const until = endTicks(project) + CLICKS_BEYOND_TICKS
    const score = isOn ? clicksOf(project, this.time(project), until) : null
    this.#sound.line.post({ kind: "graph-click", score })
  }

  #tellPlan(project: Project, time: SongTime): void {
    const plan = planOf(project, time, (media) => this.#sourceOf(media))
    this.#stretches = plan.channels.flatMap(({ instrument }) => recordingsOf(instrument?.state))
    this.#sound.line.post({ kind: "graph-plan", plan })
  }

  #tellScore(
    channelId: string,
    kind: Parameters<typeof scoreOf>[0]["kind"],
    clips: readonly NotesClip[],
    time: SongTime,
  ): void {
    const score = scoreOf({ kind }, clips, time)
    this.#sound.line.post({ kind: "graph-score", channelId, score })
  }

  #tellClips(
    project: Project,
    channelId: string,
    clips: readonly AudioClip[],
    time: SongTime,
  ): readonly ClipPiece[] {
    const pieces = piecesOf(project, clips, time, (media) => this.#sourceOf(media))
    this.#sound.line.post({ kind: "graph-clips", channelId, pieces })
    return pieces
  }

  #tellGestures(
    project: Project,
    channelId: string,
    clips: readonly GestureClip[],
    time: SongTime,
  ): readonly GesturePiece[] {
    const pieces = gesturePiecesOf(project, clips, time, (media) => this.#sourceOf(media))
    this.#sound.line.post({ kind: "graph-gestures", channelId, pieces })
    return pieces
  }

  #sourceOf(media: Media): number | undefined {
    const part = this.#findPart(media)
    if (!part) return undefined
    const source = this.#sound.feeder.sourceOf(part)
    this.#parts.set(source, part)
    return source
  }
}

/** Null where it is off, or shorter than the graph can go round. */
export function loopOf(loop: Project["loop"], { frameAt }: SongTime): Loop | null {
  const startFrame = frameAt(loop.startTicks)
  const endFrame = frameAt(loop.startTicks + loop.lengthTicks)
  return loop.isOn && endFrame - startFrame >= SHORTEST_LOOP ? { startFrame, endFrame } : null
}

/** Strips are tracks, devices and what moves their values. */
function hasOtherStrips(before: Project, after: Project): boolean {
  if (before.tracks !== after.tracks || before.devices !== after.devices) return true
  return before.clips !== after.clips && hasAutomation(before, after)
}

const hasAutomation = (...projects: Project[]): boolean =>
  projects.some((project) =>
    project.trackOrder.some((id) => clipsOf(project, id).some(({ kind }) => kind === "automation")),
  )

const areSame = (before: readonly Clip[], after: readonly Clip[]): boolean =>
  before.length === after.length && before.every((clip, i) => clip === after[i])
