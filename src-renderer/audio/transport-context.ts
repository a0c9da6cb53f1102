/** The window's one transport, by context. It plays the song that is open, until a view asks for single parts. */
import { getContext, onDestroy, setContext } from "svelte"
import type { Studio } from "../session/index.ts"
import { openPlayer } from "./open-player.ts"
import { followOpenSong } from "./open-song.svelte.ts"
import { provideOutside } from "./outside/outside-context.ts"
import { TimedProject } from "./outside/timed-project.svelte.ts"
import { ProjectTransport } from "./project-transport.svelte.ts"
import { Transport } from "./transport.svelte.ts"

const KEY = Symbol("transport")
const PROJECT_KEY = Symbol("project transport")

const OUTPUT_WORDS = {
  gone: "The sound output is gone. The song goes on, and sounds again when there is one",
  back: "Sound comes from the output that is there now",
}

/** Call once, in the component above all others. */
export function provideTransport(studio: Studio): Transport {
  const onProblem = (error: unknown): void =>
    studio.toasts.error(error, "This could not be played.")
  const open = (): ReturnType<typeof openPlayer> =>
    openPlayer((change) => studio.toasts.show(OUTPUT_WORDS[change]))
  const transport = new Transport({ engine: studio.engine, openPlayer: open, onProblem })
  followOpenSong(studio, transport)
  onDestroy(() => transport.close())
  return setContext(KEY, transport)
}

/** @throws outside a component below `provideTransport`. */
export function useTransport(): Transport {
  const transport = getContext<Transport | undefined>(KEY)
  if (!transport) throw new Error("No transport above this component: call provideTransport first")
  return transport
}

/** Call once, below `provideTransport`, whose output it shares. */
export function provideProjectTransport(studio: Studio): ProjectTransport {
  const { library, project, toasts } = studio
  const { sound } = useTransport()
  const timed = new TimedProject(project)
  const transport = new ProjectTransport({
    ...{ sound, project: timed },
    findPart: (media) => library.recording(media),
    onProblem: (error) => toasts.error(error, "This could not be played."),
  })
  transport.follow()
  provideOutside(studio, { transport, timed, sound })
  onDestroy(() => transport.stop())
  return setContext(PROJECT_KEY, transport)
}

/** @throws outside a component below `provideProjectTransport`. */
export function useProjectTransport(): ProjectTransport {
  const transport = getContext<ProjectTransport | undefined>(PROJECT_KEY)
  if (!transport)
    throw new Error("No transport above this component: call provideProjectTransport first")
  return transport
}
