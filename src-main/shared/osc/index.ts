export { handMessageOf, type HandMessage } from "./hand-message.ts"
export { readOsc, type OscMessage } from "./packet.ts"
