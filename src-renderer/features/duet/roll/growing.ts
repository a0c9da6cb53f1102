/** What is drawn at this moment. */
import type { Dialogue } from "../play/dialogue.svelte.ts"
import type { ShownExchange } from "../play/exchanges.ts"
import { now } from "../play/phrase-clock.ts"

/** Notes of keys that are down last until now. */
export function shownNow({
  shown,
  turn,
  clock: { detector },
}: Pick<Dialogue, "clock" | "shown" | "turn">): ShownExchange | null {
  const isGrowing = shown && turn.who === "human" && detector.isHeld
  return isGrowing ? { ...shown, call: detector.notes(now()) } : shown
}
