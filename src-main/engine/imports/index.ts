export { decodeTask, type Decoded } from "./decode-io.ts"
export { createPartCache, type PartCache } from "./part-cache-io.ts"
export { importFolder, importHandlers } from "./import-service.ts"
export { createImportJob, IMPORT_KIND } from "./import-job.ts"
