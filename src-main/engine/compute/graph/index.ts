export { gradients } from "./differentiate.ts"
export * from "./tensor.ts"
export * from "./value.ts"
