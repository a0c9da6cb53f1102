/** The window's one recorder, by context. */
import { getContext, onDestroy, setContext } from "svelte"
import type { Studio } from "../../session/index.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import type { Sound } from "../sound.ts"
import { AudioInputs } from "./audio-inputs.svelte.ts"
import { followMonitors } from "./monitoring.svelte.ts"
import { Recorder } from "./recorder.svelte.ts"
import { RecordingSettings } from "./recording-settings.ts"

const KEY = Symbol("recording")

export interface Recording {
  readonly recorder: Recorder
  readonly inputs: AudioInputs
  readonly settings: RecordingSettings
}

/** Call once, below what plays the project. */
export function provideRecording(
  studio: Studio,
  { transport, sound }: { transport: ProjectTransport; sound: Sound },
): Recording {
  const inputs = new AudioInputs()
  const settings = new RecordingSettings(studio.preferences)
  const recorder = new Recorder({ studio, transport, sound, inputs, settings })
  onDestroy(inputs.follow())
  followMonitors({ studio, transport, inputs })
  return setContext(KEY, { recorder, inputs, settings })
}

/** Undefined where nothing can be recorded: views show no inputs then. */
export function useRecording(): Recording | undefined {
  return getContext<Recording | undefined>(KEY)
}
