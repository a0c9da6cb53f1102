export * from "./safetensors.ts"
