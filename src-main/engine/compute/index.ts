/** The compute core: a language of tensor graphs, gradients, layers, training steps, and what runs them. */
export * from "./executors/index.ts"
export * from "./graph/index.ts"
export * from "./layers/index.ts"
export * from "./onnx/index.ts"
export * from "./operators/index.ts"
export * from "./self-test/index.ts"
export * from "./training/index.ts"
export * from "./weights/index.ts"
