/** What a loop model is made of. */
export interface LoopNetwork {
  kind: "melody" | "drums"
  bars: 2 | 4
  /** Sixteenths that are read together, by weights that all such groups share: a beat. */
  patch: 2 | 4 | 8
  /** Width of what is known of a group. */
  local: number
  hidden: number
  latent: number
  /** Whether each group also has its share of the dimensions to itself, by weights that all groups share. */
  hasGroupDimensions: boolean
}
