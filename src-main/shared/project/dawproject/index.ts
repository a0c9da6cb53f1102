export { projectFromDawproject, type FromDawproject } from "./read-project.ts"
export { dawprojectFromProject, type DawprojectTexts } from "./write-project.ts"
