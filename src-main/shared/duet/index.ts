export { barsOver, barsText, type Bars } from "./bars.ts"
export { barsBehind, continueAsk, continuedPiece, isFree } from "./continuing.ts"
export {
  duetTrackSteps,
  exchangeMidi,
  exchangeSteps,
  lyingExchange,
  playableTracks,
  type DuetTrackIds,
} from "./exchange-clips.ts"
export { PhraseDetector, type BarLines, type Phrase, type PhraseEnding } from "./phrase-detector.ts"
export { rewriteAsk, rewriteSteps, type MadeBy } from "./rewriting.ts"
export { LISTENING, takeTurn, type Turn, type TurnAction, type TurnEvent } from "./turns.ts"
