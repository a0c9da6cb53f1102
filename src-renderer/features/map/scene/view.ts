/** The eye of the map: an orbit round a target. Pure; matrices are column-major as WebGL has them. */
export interface View {
  x: number
  y: number
  z: number
  /** Radians: 0 looks along -z; pitch above 0 looks down. */
  yaw: number
  pitch: number
  distance: number
  /** Vertical field of view, radians. */
  fov: number
}

export interface Ball {
  x: number
  y: number
  z: number
  radius: number
}

export const FOV_3D = (36 * Math.PI) / 180
/** Nearly parallel rays: a plane seen straight on. */
export const FOV_2D = (6 * Math.PI) / 180
const START = { yaw: 0.42, pitch: 0.34 }
const STEEPEST = 1.5
const NEAREST = 0.08
const FARTHEST = 60
const ROOM = 0.95

export function orbit(view: View, deltaYaw: number, deltaPitch: number): View {
  const pitch = Math.min(STEEPEST, Math.max(-STEEPEST, view.pitch + deltaPitch))
  return { ...view, yaw: view.yaw + deltaYaw, pitch }
}

/** Moves the target so that what lies at its depth follows the pointer. */
export function pan(view: View, rightPx: number, downPx: number, heightPx: number): View {
  const perPx = (2 * Math.tan(view.fov / 2) * view.distance) / heightPx
  return shift(view, -rightPx * perPx, downPx * perPx, 0)
}

/** Moves eye and target to the right, up and forward, in world units as seen. */
export function shift(view: View, right: number, up: number, forward: number): View {
  const { yaw, pitch } = view
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)]
  return {
    ...view,
    x: view.x + right * cy - up * sy * sp - forward * sy * cp,
    y: view.y + up * cp - forward * sp,
    z: view.z - right * sy - up * cy * sp - forward * cy * cp,
  }
}

/** Turns the head: the eye stays, the target swings. */
export function look(view: View, deltaYaw: number, deltaPitch: number): View {
  const eye = eyeOf(view)
  const turned = orbit(view, deltaYaw, deltaPitch)
  const moved = eyeOf(turned)
  return {
    ...turned,
    x: turned.x + eye[0] - moved[0],
    y: turned.y + eye[1] - moved[1],
    z: turned.z + eye[2] - moved[2],
  }
}

/** Nearer by a factor below 1; the point at (rightPx, downPx) from the middle stays under the pointer. */
export function zoom(
  view: View,
  factor: number,
  at: { rightPx: number; downPx: number; heightPx: number },
): View {
  const reach = view.fov < FOV_3D / 2 ? FOV_3D / view.fov : 1
  const distance = Math.min(FARTHEST * reach, Math.max(NEAREST * reach, view.distance * factor))
  const change = 1 - distance / view.distance
  return { ...pan(view, -at.rightPx * change, -at.downPx * change, at.heightPx), distance }
}

/** The view that shows a ball whole. `keepAngles` looks from where one looks now. */
export function frameBall(
  ball: Ball,
  { dims, aspect, keepAngles }: { dims: 2 | 3; aspect: number; keepAngles?: View },
): View {
  const fov = dims === 3 ? FOV_3D : FOV_2D
  const narrow = Math.min(1, aspect)
  const across = 2 * Math.atan(Math.tan(fov / 2) * narrow)
  const distance = Math.max(NEAREST, (ball.radius / Math.sin(across / 2)) * ROOM)
  const angles = dims === 2 ? { yaw: 0, pitch: 0 } : (keepAngles ?? START)
  const { yaw, pitch } = angles
  return { x: ball.x, y: ball.y, z: ball.z, yaw, pitch, distance, fov }
}

/** A view on the way from one to another; the distance goes evenly in proportion, the shorter way round. */
export function mixViews(from: View, to: View, amount: number): View {
  const mix = (a: number, b: number): number => a + (b - a) * amount
  const turn = Math.round((to.yaw - from.yaw) / (2 * Math.PI)) * 2 * Math.PI
  const fov = mix(from.fov, to.fov)
  // The size of things at the target, not the distance, is what the eye follows.
  const tall = (view: View): number => Math.log(view.distance * Math.tan(view.fov / 2))
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    z: mix(from.z, to.z),
    yaw: mix(from.yaw + turn, to.yaw),
    pitch: mix(from.pitch, to.pitch),
    distance: Math.exp(mix(tall(from), tall(to))) / Math.tan(fov / 2),
    fov,
  }
}

export function eyeOf({ x, y, z, yaw, pitch, distance }: View): [number, number, number] {
  return [
    x + distance * Math.sin(yaw) * Math.cos(pitch),
    y + distance * Math.sin(pitch),
    z + distance * Math.cos(yaw) * Math.cos(pitch),
  ]
}

/** World to eye, 16 numbers. */
export function writeViewMatrix(view: View, out: Float32Array | number[]): void {
  const { yaw, pitch } = view
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)]
  const axes = [
    [cy, 0, -sy],
    [-sy * sp, cp, -cy * sp],
    [sy * cp, sp, cy * cp],
  ] as const
  const eye = eyeOf(view)
  for (let row = 0; row < 3; row++) {
    const [a, b, c] = axes[row]!
    out[row] = a
    out[4 + row] = b
    out[8 + row] = c
    out[12 + row] = -(a * eye[0] + b * eye[1] + c * eye[2])
    out[row * 4 + 3] = 0
  }
  out[15] = 1
}

/** Eye to clip space, 16 numbers. */
export function writeProjection(view: View, aspect: number, out: Float32Array | number[]): void {
  const near = Math.max(0.005, view.distance * 0.02)
  const far = view.distance * 3 + 12
  const scale = 1 / Math.tan(view.fov / 2)
  for (let i = 0; i < 16; i++) out[i] = 0
  out[0] = scale / aspect
  out[5] = scale
  out[10] = (far + near) / (near - far)
  out[11] = -1
  out[14] = (2 * far * near) / (near - far)
}

/** Slow at both ends: the curve of the token --ease-inout. */
export const ease = (t: number): number => (t < 0.5 ? 4 * t * t * t : 1 - (2 - 2 * t) ** 3 / 2)
