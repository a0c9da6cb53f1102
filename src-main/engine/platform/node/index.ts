export { nodePlatform, type NodePlatformOptions } from "./node-platform-io.ts"
export { makeFolder } from "./folder-io.ts"
export { readPlainBytes, readPlainText } from "./plain-file-io.ts"
export { writeWhole } from "./whole-file-io.ts"
