export {
  provideProjectTransport,
  provideTransport,
  useProjectTransport,
  useTransport,
} from "./transport-context.ts"
export { useOutside } from "./outside/outside-context.ts"
export { passAt } from "./recording/cycle.ts"
export { inputMenu } from "./recording/input-menu.ts"
export { measureLatency } from "./recording/measure-latency.ts"
export { bringBackTakes } from "./recording/place-takes.ts"
export type { Recorder } from "./recording/recorder.svelte.ts"
export { provideRecording, useRecording } from "./recording/recording-context.ts"
export { COUNT_IN_BARS } from "./recording/recording-settings.ts"
export { FRAMES_PER_PEAK, type GrowingTake } from "./recording/take-stream.ts"
export { provideTimecode, useTimecode } from "./timecode/timecode-context.ts"
export { CALIBRATION_SECONDS, type Calibrated } from "./timecode/calibration.ts"
export type { TimecodeDeck } from "./timecode/timecode-deck.svelte.ts"
export { provideDecks, useDecks, type Decks } from "./decks/decks.svelte.ts"
export { HandRecorder } from "./decks/hand-recorder.svelte.ts"
export type { DeckPlayer } from "./decks/deck-player.svelte.ts"
export { useGesturePlayer, type GesturePlayer } from "./gestures/gesture-player.svelte.ts"
export { providePieces, usePieces } from "./pieces/piece-context.ts"
export type { Heard, HeardLoop, PiecePlayer } from "./pieces/piece-player.svelte.ts"
export type { ProjectTransport } from "./project-transport.svelte.ts"
export type { SongPlace } from "./song-place.ts"
export type { Audition } from "./audition-run.ts"
export type { AuditionPlace, Transport } from "./transport.svelte.ts"
