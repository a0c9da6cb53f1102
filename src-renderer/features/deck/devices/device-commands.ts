/** What can be done about controllers, as commands. */
import type { Command, Studio } from "../../../session/index.ts"
import type { DeckControllers } from "../controllers.svelte.ts"
import type { LearnTarget } from "./learn-session.svelte.ts"

interface Options {
  studio: Studio
  controllers: DeckControllers
  teach(target: LearnTarget): void
  /** Opens the list of controllers. */
  list(): void
}

export function deviceCommands({ studio, controllers, teach, list }: Options): Command[] {
  const common = { group: "Deck" }
  return [
    {
      ...common,
      ...{ id: "deck.controllers", label: "Controllers …", also: "profiles import export midi" },
      run: list,
    },
    {
      ...common,
      ...{ id: "deck.teach", label: "Teach a controller …", also: "learn wizard midi" },
      isEnabled: () => studio.midi.inputs.length > 0,
      run: () => {
        const [unknown] = controllers.unknown
        const [first] = studio.midi.inputs
        // Where everything is known, there may be one to be taught anew: the list says which.
        if (unknown !== undefined) teach({ port: unknown })
        else if (first !== undefined && controllers.found.length === 0) teach({ port: first })
        else list()
      },
    },
    {
      ...common,
      ...{ id: "deck.calibrate", label: "Calibrate the controller …", also: "ticks turns noise" },
      isEnabled: () => controllers.found.length > 0,
      run: () => {
        const [found] = controllers.found
        if (found) teach({ port: found.port, known: found.profile, isCalibration: true })
      },
    },
  ]
}
