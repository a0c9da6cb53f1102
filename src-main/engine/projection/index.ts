export { clusterPoints, type ClusterOptions, type Clusters } from "./clusters.ts"
export { normaliseLayout } from "./layout.ts"
export {
  findAllNeighbours,
  findNeighbours,
  type NeighbourQuery,
  type Neighbours,
} from "./neighbours.ts"
export { covarianceOf, principalAxes, projectPca, type PcaOptions } from "./pca.ts"
export { placePoints, type PlaceOptions } from "./place.ts"
export type { OutputDims, Points } from "./points.ts"
export { measureQuality, type MapQuality, type QualityOptions } from "./quality.ts"
export type { CreateWorker } from "./tsne-crew-tasks.ts"
export type { Layout, TsneOptions } from "./tsne-options.ts"
export { projectTsne } from "./tsne-service.ts"
export { projectUmap, type UmapOptions } from "./umap-io.ts"
