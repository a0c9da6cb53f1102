export { METHODS, searchedBy } from "./controls.ts"
export { eliteMusician, randomMusician } from "./musicians.ts"
export { type Found, TARGETS, techniquesOf } from "./protocol.ts"
export { summaryOf } from "./summary.ts"
