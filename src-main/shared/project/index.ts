export { clipsOf, endTicks, notesBetween } from "./clips-of.ts"
export {
  commands,
  runCommand,
  type Command,
  type CommandArgs,
  type CommandName,
  type Outcome,
} from "./commands/index.ts"
export { lengthSeconds, sourceSeconds } from "./edit/audio-time.ts"
export { contentSpans, type ContentSpan } from "./edit/content.ts"
export { clipOf, deviceOf, mediaOf, ownerOf, trackOf } from "./edit/find.ts"
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
export { projectFromJson, projectToJson } from "./json.ts"
export * from "./model/index.ts"
export { newProject, newTrack } from "./new-project.ts"
export { follow, Op, opOf, opsBetween, replay, type Replay } from "./op-log.ts"
export { audibleTracks } from "./sound/audible.ts"
export { routes, trackInCycle, tracksInSoundOrder } from "./routing.ts"
export { checkProject } from "./validate.ts"
