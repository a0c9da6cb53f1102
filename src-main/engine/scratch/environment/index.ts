export { OBSERVATION, Observer } from "./observation.ts"
export { FADER_LEAD_MS, MOST_SPEED, OPEN_FROM, STEP_SECONDS, SUBSTEPS } from "./physics.ts"
export { type Trace, Traces } from "./traces.ts"
export { type Decisions, decisionsFor, Worlds } from "./worlds.ts"
