export { readKern } from "./read-kern.ts"
