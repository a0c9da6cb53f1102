export { nodePlatform, type NodePlatformOptions } from "./node-platform-io.ts"
export { readPlainText } from "./plain-file-io.ts"
