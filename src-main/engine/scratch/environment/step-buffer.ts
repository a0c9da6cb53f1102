import { SUBSTEPS } from "./physics.ts"

/** The milliseconds of the step that is being made, of the world that is being moved. */
export const speedsOfStep = new Float64Array(SUBSTEPS)
export const placesOfStep = new Float64Array(SUBSTEPS)
