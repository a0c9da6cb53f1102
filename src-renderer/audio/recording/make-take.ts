/** A take of a track: its input, the ring that the audio thread fills, and where it will lie. */
import { TakeId, type TakeCycle } from "#shared/contract/index.ts"
import { CaptureReader, createCaptureRing, type CaptureSpec } from "#shared/dsp/graph/index.ts"
import type { Track } from "#shared/project/index.ts"
import type { Studio } from "../../session/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import type { AudioInputs } from "./audio-inputs.svelte.ts"
import type { RecordingSettings } from "./recording-settings.ts"
import { TakeStream } from "./take-stream.ts"
import { takeName } from "./take-words.ts"

/** Twenty seconds and more: so long may the engine be away. */
const RING_FRAMES = 2 ** 20

interface Surroundings {
  studio: Studio
  inputs: Pick<AudioInputs, "open">
  settings: Pick<RecordingSettings, "roundTripSeconds">
}

/** Song frames that are wanted, and where the clip begins. */
export interface TakeRange {
  startTicks: number
  from: number
  to: number
  /** Of the recording before the clip. */
  offsetSeconds: number
  cycle?: TakeCycle | undefined
}

export interface MadeTake {
  stream: TakeStream
  spec: CaptureSpec
  /** Of its input. */
  name: string
}

/** @throws StudioError device-unavailable */
export async function makeTake(
  { studio, inputs, settings }: Surroundings,
  track: Track,
  line: PlayerLine,
  range: TakeRange,
): Promise<MadeTake> {
  const { project } = studio.project
  const { source, firstChannel, channels: most } = inputOf(track)
  const input = await inputs.open(line, source)
  const channels = Math.min(most, Math.max(1, input.channels - firstChannel))
  const { startTicks, offsetSeconds, cycle } = range
  const take = {
    ...{ id: TakeId.parse(crypto.randomUUID()), name: takeName(project, track) },
    ...{ rateHz: line.rateHz, channels },
    place: {
      ...{ projectId: project.id, trackId: track.id, startTicks, offsetSeconds },
      ...(cycle ? { cycle } : {}),
    },
  }
  const ring = createCaptureRing(channels, RING_FRAMES)
  // What is heard at a frame of the song comes back later by the round trip.
  const late = Math.round(settings.roundTripSeconds(input, line) * line.rateHz)
  return {
    stream: new TakeStream(studio.engine, take, new CaptureReader(ring, channels)),
    spec: {
      ...{ ring, slot: input.slot, firstChannel, channels },
      ...{ fromFrame: range.from + late, toFrame: range.to + late },
    },
    name: source,
  }
}

interface AudioSource {
  source: string
  firstChannel: number
  channels: number
}

/** The first channel of the system's input, where the track has not chosen. */
export function inputOf({ input }: Track): AudioSource {
  return input?.kind === "audio" ? input : { source: "", firstChannel: 0, channels: 1 }
}
