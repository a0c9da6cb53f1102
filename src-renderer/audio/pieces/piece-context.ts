/** The window's one player of pieces, by context. */
import { getContext, onDestroy, setContext } from "svelte"
import type { Studio } from "../../session/index.ts"
import { openPlayer } from "../open-player.ts"
import { PiecePlayer } from "./piece-player.svelte.ts"

const KEY = Symbol("pieces")

/** Call once, in the component above all others. */
export function providePieces({ engine, toasts }: Studio): PiecePlayer {
  const player = new PiecePlayer({
    engine,
    // The song's output says already when a device comes and goes.
    openPlayer: () => openPlayer(() => undefined),
    onProblem: (error) => toasts.error(error, "This could not be played."),
  })
  player.follow()
  onDestroy(() => player.close())
  return setContext(KEY, player)
}

/** @throws outside a component below `providePieces` */
export function usePieces(): PiecePlayer {
  const player = getContext<PiecePlayer | undefined>(KEY)
  if (!player) throw new Error("No player above this component: call providePieces first")
  return player
}
