/** A call and its answer become clips of the project that is open. */
import type { Exchange } from "#shared/contract/index.ts"
import { duetTrackSteps, exchangeSteps } from "#shared/duet/index.ts"
import type { Studio } from "../../../session/index.ts"
import { DuetTracks } from "../play/duet-tracks.ts"

/** What the step is called. */
export const PLACED = "Put a duet on the timeline"

/** Both parts on the duet's tracks, as one step. @returns the ids of the clips; none where that could not be done */
export function placeExchange(studio: Studio, exchange: Exchange, atTicks: number): string[] {
  const { project: session, selection, training } = studio
  if (!session.isOpen) return []
  const remembered = new DuetTracks(studio)
  const newId = (): string => crypto.randomUUID()
  const { tracks, steps: trackSteps } = duetTrackSteps(session.project, remembered.known, newId)
  const version = training.model(exchange.partner.modelId)?.card.vocabulary.slice(0, 100) ?? ""
  const placing = { tracks, startTicks: Math.max(0, Math.round(atTicks)), newId, version }
  const { steps, clipIds } = exchangeSteps(session.project, exchange, placing)
  if (!session.runAll(PLACED, [...trackSteps, ...steps])) return []
  remembered.remember(tracks)
  selection.set("clip", clipIds)
  return clipIds
}
