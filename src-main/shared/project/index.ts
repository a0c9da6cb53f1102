export { clipsOf, endTicks, notesBetween, takesOf } from "./clips-of.ts"
export {
  commands,
  issueWords,
  runCommand,
  type Command,
  type CommandArgs,
  type CommandName,
  type Outcome,
} from "./commands/index.ts"
export { lengthSeconds, sourceSeconds } from "./edit/audio-time.ts"
export { contentSpans, type ContentSpan } from "./edit/content.ts"
export { contentSeconds, deckOfClip, gestureOfClip } from "./edit/gesture-content.ts"
export { clipOf, deviceOf, trackOf } from "./edit/find.ts"
export { meterMapOf, tempoMapOf } from "./edit/maps.ts"
export {
  applyInGesture,
  beginGesture,
  cancelGesture,
  canRedo,
  canUndo,
  commitGesture,
  execute,
  executeCall,
  jump,
  newHistory,
  redo,
  restartGesture,
  undo,
  type Call,
  type Gesture,
  type History,
  type HistoryEntry,
} from "./history.ts"
export * from "./model/index.ts"
export { newProject } from "./new-project.ts"
export { follow, Op, opOf, opsBetween, replay, type Replay } from "./op-log.ts"
export { playedContent, type PlayedEvent } from "./played-clip.ts"
export {
  projectFromJson,
  projectFromText,
  projectToJson,
  projectToText,
  type ReadProject,
} from "./project-json.ts"
export { tracksInSoundOrder } from "./routing.ts"
export { readDamagedText } from "./damaged-text.ts"
export { salvageProject, type Salvaged } from "./salvage.ts"
export { type SamplerZone } from "./sampler-state.ts"
export { checkProject } from "./validate.ts"
