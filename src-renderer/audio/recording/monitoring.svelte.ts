/** While an audio track is armed its input is open, so that recording begins at once, and heard where the track wants it. */
import { trackOf, type Project, type Track } from "#shared/project/index.ts"
import { toStudioError } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import type { ProjectTransport } from "../project-transport.svelte.ts"
import type { AudioInputs } from "./audio-inputs.svelte.ts"
import type { Monitor } from "./input-protocol.ts"
import { inputOf } from "./make-take.ts"

interface Options {
  studio: Studio
  transport: ProjectTransport
  inputs: AudioInputs
}

/** Call in a component. */
export function followMonitors({ studio, transport, inputs }: Options): void {
  const { project: session, toasts } = studio
  const tracks = $derived(session.isOpen ? openTracks(session.project) : [])
  /** Only what an input hears of tracks: levels and names may change without a click. */
  const wanted = $derived(JSON.stringify(tracks.map(({ id, input }) => [id, input ?? null])))
  let run = 0
  let line: PlayerLine | undefined
  $effect(() => {
    if (wanted === "[]" && !line) return
    const mine = ++run
    const isStale = (): boolean => mine !== run
    const tell = async (): Promise<void> => {
      line ??= (await transport.prepare(0)).line
      const monitors = await monitorsOf(tracks, line, inputs)
      if (isStale()) return
      line.post({ kind: "graph-monitor", monitors })
      inputs.keep(new Set(tracks.map((track) => inputOf(track).source)))
    }
    tell().catch((error: unknown) => {
      if (!isStale()) toasts.show(toStudioError(error).message)
    })
  })
}

const openTracks = (project: Project): Track[] =>
  project.trackOrder
    .map((id) => trackOf(project, id))
    .filter(
      ({ kind, isArmed, input }) => kind === "audio" && (isArmed || input?.monitoring === "on"),
    )

async function monitorsOf(
  tracks: readonly Track[],
  line: PlayerLine,
  inputs: AudioInputs,
): Promise<Monitor[]> {
  const monitors: Monitor[] = []
  for (const track of tracks) {
    const { source, firstChannel, channels } = inputOf(track)
    const { slot } = await inputs.open(line, source)
    if ((track.input?.monitoring ?? "off") === "off") continue
    monitors.push({ channelId: track.id, slot, firstChannel, channels })
  }
  return monitors
}
