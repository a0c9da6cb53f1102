/** Scratching: techniques as parameters, read from gestures, written as notation. */
export { SCRATCH_SAMPLE_SECONDS, scratchSample } from "./scratch-sample.ts"
export { TECHNIQUE_CLASSES, type TechniqueClass } from "./technique-names.ts"
export { techniqueShort, techniqueTitle, UNSURE } from "./technique-words.ts"
export * from "./notation/index.ts"
export * from "./practice/index.ts"
