export { nodePlatform, type NodePlatformOptions } from "./node-platform-io.ts"
export { makeFolder } from "./folder-io.ts"
export { readPlainText } from "./plain-file-io.ts"
