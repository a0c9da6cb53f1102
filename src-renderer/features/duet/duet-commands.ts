/** What can be done in the Duet view, as commands: keys, palette, status bar. */
import { z } from "zod"
import { DuetMode } from "#shared/contract/index.ts"
import type { Command } from "../../session/index.ts"
import { exportMidi, toTimeline } from "./answers/actions.ts"
import type { DuetState } from "./duet-state.svelte.ts"
import { MODE_WORDS } from "./words.ts"

const group = "Duet"
const PANEL = "duet.inspector"

export const isInspectorOpen = ({ studio }: DuetState): boolean =>
  studio.preferences.read(PANEL, z.boolean(), true)

export const turnInspector = ({ studio }: DuetState, isOpen: boolean): void =>
  studio.preferences.write(PANEL, isOpen)

export function duetCommands(duet: DuetState): Command[] {
  const { dialogue, encore, list, settings } = duet
  const withCurrent = (run: (exchange: NonNullable<DuetState["current"]>) => unknown) => ({
    isEnabled: () => duet.current !== null,
    run: () => duet.current && run(duet.current),
  })
  return [
    {
      ...{ id: "duet.answer-now", label: "Answer now", keys: "Enter", hint: "Answer now", group },
      run: () => encore.answerNow(),
    },
    {
      ...{ id: "duet.another", label: "Another answer", keys: "R", hint: "Another answer", group },
      isEnabled: () => (dialogue.shown?.call.length ?? 0) > 0,
      run: () => encore.another(),
    },
    {
      ...{ id: "duet.star", label: "Star this answer", keys: "B", hint: "Star", group },
      ...withCurrent((exchange) => list.star(exchange)),
    },
    {
      ...{ id: "duet.hush", label: "Stop the answer", keys: "Escape", group },
      isEnabled: () =>
        dialogue.turn.who === "partner" || dialogue.replayed !== null || dialogue.isAlong,
      run: () => dialogue.hush(),
    },
    {
      ...{ id: "duet.to-timeline", label: "Put this duet on the timeline", group },
      ...withCurrent((exchange) => toTimeline(duet, exchange)),
    },
    {
      ...{ id: "duet.export-midi", label: "Export this duet as MIDI …", group },
      ...withCurrent((exchange) => exportMidi(duet, exchange)),
    },
    {
      ...{ id: "duet.untrained", label: "Hear the model untrained", group },
      isEnabled: () => settings.model !== undefined,
      run: () => (settings.isUntrained = !settings.isUntrained),
    },
    ...DuetMode.options.map((mode, at): Command => ({
      ...{ id: `duet.mode-${mode}`, label: `Partner: ${MODE_WORDS[mode].label}`, group },
      keys: `Alt+${at + 1}`,
      run: () => settings.chooseMode(mode),
    })),
    {
      ...{ id: "duet.inspector", label: "Inspector", keys: "Ctrl+I", group },
      run: () => turnInspector(duet, !isInspectorOpen(duet)),
    },
  ]
}
