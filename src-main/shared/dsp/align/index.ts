export { alignEnvelopes, alignRecording, type Alignment } from "./align.ts"
export { ENVELOPE_HZ, levelEnvelope, relativeEnvelope } from "./envelopes.ts"
