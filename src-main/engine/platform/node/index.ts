export { nodePlatform, type NodePlatformOptions } from "./node-platform-io.ts"
