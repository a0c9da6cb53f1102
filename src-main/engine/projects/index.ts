/** Projects: their files, what is done in them, and their sound. */
export { createProjectFile, openProjectFile, type ProjectFile } from "./project-file-store.ts"
export { createProjectService } from "./project-service.ts"
export { renderTask } from "./render-io.ts"
