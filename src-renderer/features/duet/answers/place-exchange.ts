/** A call and its answer become clips of the project that is open. */
import type { Exchange } from "#shared/contract/index.ts"
import { duetTrackSteps, exchangeSteps, lyingExchange } from "#shared/duet/index.ts"
import type { Studio } from "../../../session/index.ts"
import { DuetTracks } from "../play/duet-tracks.ts"

/** What the step is called. */
export const PLACED = "Put a duet on the timeline"

interface Placed {
  /** The answer's last; none where it could not be placed. */
  readonly clipIds: string[]
  /** False where it lay there already. */
  readonly isNew: boolean
}

/** Both parts on the duet's tracks, as one step. What lies there already is selected instead of a second one. */
export function placeExchange(studio: Studio, exchange: Exchange, atTicks: number): Placed {
  const { project: session, selection, training } = studio
  const nothing = { clipIds: [], isNew: false }
  if (!session.isOpen) return nothing
  const remembered = new DuetTracks(studio)
  const newId = (): string => crypto.randomUUID()
  const { tracks, steps: trackSteps } = duetTrackSteps(session.project, remembered.known, newId)
  const version = training.model(exchange.partner.modelId)?.card.vocabulary.slice(0, 100) ?? ""
  const placing = { tracks, startTicks: Math.max(0, Math.round(atTicks)), newId, version }
  const { steps, clips, clipIds } = exchangeSteps(session.project, exchange, placing)
  const lyingIds = lyingExchange(session.project, clips)
  if (lyingIds.length > 0) {
    selection.set("clip", lyingIds)
    sayThere(studio)
    return { clipIds: lyingIds, isNew: false }
  }
  if (!session.runAll(PLACED, [...trackSteps, ...steps])) return nothing
  remembered.remember(tracks)
  selection.set("clip", clipIds)
  return { clipIds, isNew: true }
}

function sayThere({ navigation, toasts }: Studio): void {
  const show = { label: "Show", run: () => navigation.go("timeline") }
  const isShown = navigation.view === "timeline"
  toasts.show("This duet lies there already: it is selected", isShown ? {} : { action: show })
}
