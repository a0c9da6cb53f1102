/** Layers as plain functions of parameters and values. */
export * from "./attention.ts"
export * from "./convolution.ts"
export * from "./gru.ts"
export * from "./initial.ts"
export * from "./linear.ts"
export * from "./losses.ts"
export * from "./parameters.ts"
