export { decodeInSteps, decodeRaw, type GestureChannels } from "./decode/decode-raw.ts"
export { SECONDS_PER_TURN, type Motion } from "./motion/motion-estimator.ts"
export type { RawEvent } from "./decode/raw-event.ts"
export { GestureDecoder, type KnownDeck } from "./decode/gesture-decoder.ts"
export { knownDeck } from "./decode/known-deck.ts"
export { SPEED_HOLD_SECONDS } from "./decode/speed-motion.ts"
export { handTorque } from "./motion/torque.ts"
export { FaderReader } from "./decode/fader-reader.ts"
export { ControllerProfile, profileIdOf, type ControlProfile } from "./profile/profile.ts"
export { calibrating, mergedProfile } from "./learn/keep-learnt.ts"
export {
  LEARN_PROMPTS,
  LEARN_STEPS,
  startLearning,
  type LearnInput,
  type LearnState,
  type LearnStep,
} from "./learn/learn-state.ts"
export { livePicture, type CurvePoint, type LivePicture } from "./learn/live-picture.ts"
export { learn } from "./learn/wizard.ts"
export { readProfile } from "./profile/read-profile.ts"
export { profileNamed, profileOfPort } from "./profile/resolve-profile.ts"
export { gesturePatch, GesturePatch, patchedGesture } from "./take/edit/patch.ts"
export { deckOfPlayed } from "./take/deck-at-rate.ts"
export { deckEventsOf, type DeckPlan, earliestStart } from "./take/deck-events.ts"
export { bytesOfHex, hexOfBytes } from "./take/bytes.ts"
export { eventsOfMidi, midiOfEvents } from "./take/formats/midi.ts"
export { gestureFromMotionCsv, motionCsvOf } from "./take/formats/motion-csv.ts"
export { gestureFromScratchml, scratchmlOf } from "./take/formats/scratchml.ts"
export { FaderPoint, Gesture, isRising, PositionPoint, TouchSpan } from "./take/gesture.ts"
export { gestureOfPlayed } from "./take/gesture-of-played.ts"
export {
  endOf,
  fileOfTake,
  isReadable,
  TAKE_FORMATS,
  TAKE_ENDS,
  takeFormatOf,
  takeOfFile,
  type TakeFormat,
} from "./take/formats/take-files.ts"
export { faderAt, turnsAlong, turnsAt } from "./take/gesture-at.ts"
export { gestureOfNumbers, numbersOfGesture } from "./take/gesture-numbers.ts"
export { withoutJumps } from "./take/jumps.ts"
export { playedByTwo, type GuestSpan } from "./take/played-by-two.ts"
export { playedOfGesture } from "./take/played-of-gesture.ts"
export { cutEdges, isOpenAt, type CutEdge, type CutSettings } from "./take/fader-cuts.ts"
export * from "./take/edit/index.ts"
export {
  DeckCurve,
  deckEventsOfPlayed,
  Played,
  PlayedEvent,
  PlayedStart,
  snapshotOfPlayed,
} from "./take/played.ts"
export { parseRawCsv, rawCsv } from "./take/raw-csv.ts"
export { StrokeReader, strokesOf, type Stroke } from "./take/strokes.ts"
export {
  eventsOf,
  gestureOf,
  readTake,
  takeOfEvents,
  takeOfGesture,
  TakeBeats,
  takeText,
  type SourceProfile,
  type GestureTake,
} from "./take/take.ts"
