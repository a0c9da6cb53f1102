export { projectFromMusicxml, type FromMusicxml } from "./read-score.ts"
export { musicxmlFromProject, type ToMusicxml } from "./write-score.ts"
