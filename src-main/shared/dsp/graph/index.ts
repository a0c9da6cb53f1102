export { Capture, CaptureReader, createCaptureRing, type CaptureSpec } from "./capture.ts"
export type { Insert } from "./channel.ts"
export { sourceRange } from "./clip-place.ts"
export { ScorePlayer } from "./score-player.ts"
export {
  HOLD,
  LINEAR,
  message,
  QUANTUM,
  type AutomationPlan,
  type ChannelPlan,
  type ClipPiece,
  type ClipStretch,
  type DevicePlan,
  type Faded,
  type FadeCurve,
  type GesturePiece,
  type GraphPlan,
  type InstrumentPlan,
  type Score,
  type SendPlan,
} from "./plan.ts"
export { SongGraph, type InstrumentMaker } from "./song-graph.ts"
export { SHORTEST_LOOP, type Loop, type Stretch } from "./transport.ts"
