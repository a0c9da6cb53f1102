/** What the t-SNE kernels export; arguments as documented in kernels/assembly/tsne.ts and tsne-tree.ts. */
export interface TsneExports {
  repulse(
    targets: number,
    targetCount: number,
    sources: number,
    sourceCount: number,
    out: number,
    law: number,
  ): void
  attract(
    points: number,
    rows: number,
    columns: number,
    weights: number,
    start: number,
    end: number,
    out: number,
    law: number,
  ): void
  totalSimilarity(out: number, start: number, end: number): number
  update(
    points: number,
    velocities: number,
    gains: number,
    attraction: number,
    repulsion: number,
    start: number,
    end: number,
    attractionScale: number,
    repulsionScale: number,
    learningRate: number,
    momentum: number,
    maximumStep: number,
  ): void
}

export interface TreeExports {
  sort(
    points: number,
    count: number,
    sorted: number,
    keys: number,
    order: number,
    spareKeys: number,
    spareOrder: number,
    histogram: number,
  ): void
  build(keys: number, sorted: number, count: number, nodes: number, leaves: number): number
  repulseLeaves(
    nodes: number,
    leaves: number,
    first: number,
    end: number,
    sorted: number,
    order: number,
    sources: number,
    forces: number,
    out: number,
    openness: number,
    law: number,
  ): void
}
