import { describe, expect, it } from "vitest"
import {
  eyeOf,
  FOV_2D,
  FOV_3D,
  frameBall,
  look,
  mixViews,
  orbit,
  pan,
  writeProjection,
  writeViewMatrix,
  zoom,
  type View,
} from "../../../../src-renderer/features/map/scene/view.ts"
import { project, type Projector } from "../../../../src-renderer/features/map/stage/project.ts"

const BALL = { x: 0.2, y: -0.1, z: 0.4, radius: 0.9 }
const SIZE = { widthPx: 1200, heightPx: 700 }

function projector(view: View): Projector {
  const out = { view: new Float32Array(16), projection: new Float32Array(16), ...SIZE, pixels: 1 }
  writeViewMatrix(view, out.view)
  writeProjection(view, SIZE.widthPx / SIZE.heightPx, out.projection)
  return { ...out, pixels: ((out.projection[5] ?? 0) * SIZE.heightPx) / 2 }
}
const start = frameBall(BALL, { dims: 3, aspect: 12 / 7 })

describe("the eye of the map", () => {
  it("frames a ball: its middle in the middle, its edge inside of the stage", () => {
    const at = projector(start)
    const middle = project(at, [BALL.x, BALL.y, BALL.z, BALL.radius])
    expect(middle?.x).toBeCloseTo(600, 2)
    expect(middle?.y).toBeCloseTo(350, 2)
    expect(middle?.radius).toBeGreaterThan(250)
    expect(middle?.radius).toBeLessThan(400)
  })

  it("sees the plane straight on: x to the right, y up", () => {
    const at = projector(frameBall(BALL, { dims: 2, aspect: 12 / 7 }))
    const middle = project(at, [BALL.x, BALL.y, 0, 0])
    const right = project(at, [BALL.x + 0.3, BALL.y, 0, 0])
    const up = project(at, [BALL.x, BALL.y + 0.3, 0, 0])
    expect(right!.x).toBeGreaterThan(middle!.x + 50)
    expect(right!.y).toBeCloseTo(middle!.y, 3)
    expect(up!.y).toBeLessThan(middle!.y - 50)
  })

  it("keeps what is under the hand under the hand while panning", () => {
    const before = project(projector(start), [BALL.x, BALL.y, BALL.z, 0])
    const after = project(projector(pan(start, 120, -60, SIZE.heightPx)), [
      BALL.x,
      BALL.y,
      BALL.z,
      0,
    ])
    expect(after!.x - before!.x).toBeCloseTo(120, 0)
    expect(after!.y - before!.y).toBeCloseTo(-60, 0)
  })

  it("zooms at the pointer", () => {
    const pointer = { rightPx: 200, downPx: -100, heightPx: SIZE.heightPx }
    const world = pan(start, -200, 100, SIZE.heightPx)
    const place = [world.x, world.y, world.z, 0] as const
    const after = project(projector(zoom(start, 0.5, pointer)), place)
    expect(after!.x).toBeCloseTo(800, 0)
    expect(after!.y).toBeCloseTo(250, 0)
  })

  it("turns round the target when it orbits, round itself when it looks", () => {
    const orbited = orbit(start, 0.7, 0.2)
    expect([orbited.x, orbited.y, orbited.z]).toEqual([start.x, start.y, start.z])
    const looked = look(start, 0.7, 0.2)
    eyeOf(looked).forEach((value, axis) => expect(value).toBeCloseTo(eyeOf(start)[axis] ?? 0, 9))
  })

  it("never turns over", () => {
    expect(Math.abs(orbit(start, 0, 9).pitch)).toBeLessThan(Math.PI / 2)
  })

  it("flies from space to plane without a jump in size", () => {
    const flat = frameBall(BALL, { dims: 2, aspect: 12 / 7 })
    const tall = (view: View): number => view.distance * Math.tan(view.fov / 2)
    let last = tall(start)
    for (let t = 0; t <= 1.0001; t += 0.05) {
      const view = mixViews(start, flat, Math.min(1, t))
      expect(Math.abs(tall(view) / last - 1)).toBeLessThan(0.05)
      last = tall(view)
    }
    expect(mixViews(start, flat, 0).fov).toBeCloseTo(FOV_3D, 9)
    expect(mixViews(start, flat, 1).fov).toBeCloseTo(FOV_2D, 9)
  })

  it("takes the shorter way round", () => {
    const to = { ...start, yaw: start.yaw + 2 * Math.PI + 0.1 }
    expect(mixViews(start, to, 0.5).yaw - (start.yaw + 2 * Math.PI)).toBeCloseTo(0.05, 9)
  })
})
