export { readAbc } from "./tune-book.ts"
