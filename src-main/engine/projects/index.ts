/** Projects: their files, what is done in them, and their sound. */
export {
  collectedIn,
  collectRecordings,
  extractCollected,
  type Collected,
} from "./collected-store.ts"
export { STUDIO_VERSION, type MediaPath } from "./dawproject-io.ts"
export { exportProject, importProject, isImportable, type Imported } from "./formats-io.ts"
export {
  createProjectFile,
  MOST_OPS,
  openProjectFile,
  replaceProjectFile,
} from "./project-file-store.ts"
export { readScore } from "./musicxml-io.ts"
export type { Loaded, ProjectFile } from "./project-file.ts"
export { isOpenSomewhere } from "./open-lock-store.ts"
export { checkExportTarget, checkTarget } from "./target-io.ts"
export { saveElsewhere } from "./save-as-store.ts"
export { createProjectService } from "./project-service.ts"
export { renderTask } from "./render-task.ts"
export { findEncoder } from "./external-encoder-io.ts"
export {
  missingMedia,
  RENDER_FORMATS,
  renderFormatOf,
  renderProject,
  type RenderFormat,
  type RenderReport,
  type RenderRequest,
} from "./render-service.ts"
