export { eliteMusician, randomMusician } from "./musicians.ts"
export { type Found, techniquesOf } from "./protocol.ts"
