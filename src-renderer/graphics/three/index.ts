export { PointCloud } from "./point-cloud.ts"
export { RecordFloor, SHADOW_SIZE } from "./record-floor.ts"
export { isDrawnInSoftware } from "./software.ts"
