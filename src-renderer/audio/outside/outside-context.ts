/** The window's one line to clocks and instruments outside, by context. */
import { getContext, onDestroy, setContext } from "svelte"
import type { Studio } from "../../session/index.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import type { Sound } from "../sound.ts"
import { ClockSettings } from "./clock-settings.ts"
import { ExternalClock } from "./external-clock.svelte.ts"
import { SongOutputs } from "./song-outputs.ts"
import type { TimedProject } from "./timed-project.svelte.ts"

const KEY = Symbol("outside")

export interface Outside {
  readonly settings: ClockSettings
  readonly clock: ExternalClock
}

interface Played {
  transport: ProjectTransport
  timed: TimedProject
  sound: Sound
}

/** Called by `provideProjectTransport`. */
export function provideOutside(
  { midi, preferences }: Studio,
  { transport, timed, sound }: Played,
): void {
  const settings = new ClockSettings(preferences)
  const clock = new ExternalClock({ transport, timed, midi, settings })
  new SongOutputs({ sound, transport, project: timed, midi, settings })
  onDestroy(clock.open())
  setContext<Outside>(KEY, { settings, clock })
}

/** @throws outside a component below `provideProjectTransport` */
export function useOutside(): Outside {
  const outside = getContext<Outside | undefined>(KEY)
  if (!outside) throw new Error("No transport above this component")
  return outside
}
