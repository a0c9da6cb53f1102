export {
  duetTrackSteps,
  exchangeMidi,
  exchangeSteps,
  playableTracks,
  type DuetTrackIds,
} from "./exchange-clips.ts"
export { PhraseDetector, type BarLines, type Phrase, type PhraseEnding } from "./phrase-detector.ts"
export { LISTENING, takeTurn, type Turn, type TurnAction, type TurnEvent } from "./turns.ts"
