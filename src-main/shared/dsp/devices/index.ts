/** The studio's effect devices, by kind. */
import { chorus } from "./chorus.ts"
import { compressor } from "./compressor/compressor.ts"
import { delay } from "./delay.ts"
import type { DeviceSpec } from "./device.ts"
import { eq } from "./eq/eq.ts"
import { gate } from "./gate.ts"
import { limiter } from "./limiter/limiter.ts"
import { reverb } from "./reverb/reverb.ts"
import { saturation } from "./saturation/saturation.ts"
import { utility } from "./utility.ts"

export const deviceSpecs = {
  eq,
  compressor,
  limiter,
  gate,
  delay,
  reverb,
  chorus,
  saturation,
  utility,
} as const satisfies Record<string, DeviceSpec>

export type DeviceKind = keyof typeof deviceSpecs
export { reductionDb } from "./compressor/detector.ts"
export {
  type DeviceProcessor,
  type DeviceSpec,
  type ParameterScale,
  type ParameterSpec,
  type ParameterUnit,
} from "./device.ts"
export { eqMagnitudeDb } from "./eq/eq.ts"
export { panGains } from "./utility.ts"

export { DELAY_MOST_MS, DELAY_QUARTERS } from "./delay.ts"
