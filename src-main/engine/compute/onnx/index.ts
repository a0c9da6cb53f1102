export { decodeModel } from "./decode.ts"
export { encodeModel } from "./encode.ts"
export { type GraphSpec, lower } from "./lower.ts"
export * from "./model.ts"
