/** Scratching: techniques as parameters, read from gestures, written as notation. */
export { TECHNIQUE_CLASSES, type TechniqueClass } from "./technique-names.ts"
