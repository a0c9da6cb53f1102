/**
 * The torque of the hand on a platter, derived: what its acceleration takes, plus what friction eats, less what a motor gives.
 */
const RADIANS_PER_RECORD_SECOND = (2 * Math.PI) / 1.8

export interface PlatterPhysics {
  /** kg m2. A record with its slipmat has about 1.5e-3 (scratch.md 3.3). */
  inertia: number
  /** N m of friction against the motion: 0.015 to 0.04 between slipmat and platter. */
  friction: number
  /** Record speed of a motor that drags the record along through that friction; absent where there is none. */
  motorSpeed?: number | undefined
}

export const DEFAULT_PHYSICS: PlatterPhysics = { inertia: 1.5e-3, friction: 0.025 }
/** Below this speed against each other two surfaces stick: friction grows from none, so that rest has no torque. */
const STICKING_SPEED = 0.02

/** N m, positive forward. `velocity` is record speed, `acceleration` its change a second. */
export function handTorque(
  velocity: number,
  acceleration: number,
  { inertia, friction, motorSpeed = 0 }: PlatterPhysics = DEFAULT_PHYSICS,
): number {
  const against = (velocity - motorSpeed) / STICKING_SPEED
  return (
    inertia * acceleration * RADIANS_PER_RECORD_SECOND +
    friction * Math.max(-1, Math.min(1, against))
  )
}
