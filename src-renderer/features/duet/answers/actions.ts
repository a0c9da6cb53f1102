/** What can be done with an exchange that is kept. */
import type { Exchange } from "#shared/contract/index.ts"
import { exchangeMidi } from "#shared/duet/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import type { DuetState } from "../duet-state.svelte.ts"
import { placeExchange } from "./place-exchange.ts"

/** Where they were played if the song went on, else at the playhead. @returns the ids of the clips */
export function toTimeline(
  { studio, transport, dialogue }: DuetState,
  exchange: Exchange,
): string[] {
  const startTicks = dialogue.places.get(exchange.id) ?? transport.positionTicks()
  const { clipIds, isNew } = placeExchange(studio, exchange, startTicks)
  if (isNew) studio.toasts.show("The duet is on the timeline")
  return clipIds
}

export async function exportMidi({ studio }: DuetState, exchange: Exchange): Promise<void> {
  try {
    const { path } = await studio.shell["shell.save"]({
      name: "Duet.mid",
      bytes: new Uint8Array(exchangeMidi(exchange)),
    })
    if (path !== null) studio.toasts.show(`Wrote ${path.split(/[\\/]/).at(-1) ?? "the file"}`)
  } catch (error) {
    studio.toasts.error(error, "Nothing was exported.")
  }
}

export function exchangeItems(duet: DuetState, exchange: Exchange): MenuItem[] {
  const { list, studio } = duet
  return [
    { label: "Play", run: () => duet.encore.replay(exchange) },
    {
      label: "Edit in Notes",
      run: () => {
        const ids = toTimeline(duet, exchange)
        const last = ids.at(-1)
        if (last === undefined) return
        studio.selection.set("clip", [last])
        studio.navigation.go("notes")
      },
    },
    { label: "To the timeline", run: () => toTimeline(duet, exchange) },
    {
      label: "Another answer",
      startsGroup: true,
      run: () => {
        duet.encore.show(exchange)
        return duet.encore.another()
      },
    },
    {
      label: exchange.isStarred ? "Take the star away" : "Star",
      run: () => list.star(exchange),
    },
    { label: "Export as MIDI …", startsGroup: true, run: () => exportMidi(duet, exchange) },
    { label: "Remove", isDanger: true, startsGroup: true, run: () => list.remove(exchange) },
  ]
}
