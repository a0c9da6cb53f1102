export { loadControllers } from "./controllers-io.ts"
