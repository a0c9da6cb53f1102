export { METHODS, searchedBy } from "./controls.ts"
export { eliteMusician, randomMusician } from "./musicians.ts"
export { BARS, type Found, TARGETS, techniquesOf, TEMPI } from "./protocol.ts"
export { type Summary, summaryOf } from "./summary.ts"
