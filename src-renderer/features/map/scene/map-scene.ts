/** The map on the GPU: floor, way and points, one draw call each. Draws when told to; keeps no clock. */
import {
  Color,
  LinearSRGBColorSpace,
  Matrix4,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from "three"
import type { Palette } from "../../../graphics/index.ts"
import {
  isDrawnInSoftware,
  PointCloud,
  RecordFloor,
  SHADOW_SIZE,
} from "../../../graphics/three/index.ts"
import { crowdScale } from "../model/colouring.ts"
import { createShadowPainter } from "./shadow.ts"
import type { Ball, View } from "./view.ts"
import { writeProjection, writeViewMatrix } from "./view.ts"

const FLOOR_TO_BALL = 1.5
const paintShadow = createShadowPainter(SHADOW_SIZE)

/** Where the CPU draws, the way through more chunks than this is shown only while the picture stands still. */
const MOST_LINES_IN_MOTION = 500

export class MapScene {
  readonly isInSoftware = isDrawnInSoftware()
  cloud = new PointCloud(0, this.isInSoftware)
  /** 0..1 between `cloud.from` and `cloud.to`. */
  glide = 1
  readonly view = new Float32Array(16)
  readonly projection = new Float32Array(16)
  widthPx = 1
  heightPx = 1

  #renderer: WebGLRenderer
  #scene = new Scene()
  #camera = new PerspectiveCamera()
  #floor = new RecordFloor()
  #floorAt = { x: 0, y: -1, z: 0, size: 1.5 }
  #ball: Ball = { x: 0, y: 0, z: 0, radius: 1 }
  #ratio = 1

  /** @throws where there is no WebGL 2. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({
      canvas,
      antialias: !this.isInSoftware,
      powerPreference: "high-performance",
    })
    this.#renderer.outputColorSpace = LinearSRGBColorSpace
    this.#scene.matrixWorldAutoUpdate = false
    this.#camera.matrixWorldAutoUpdate = false
    this.#scene.add(this.#floor.mesh)
    this.#add(this.cloud)
  }

  /** May something be left out while the picture moves? */
  get savesInMotion(): boolean {
    return this.isInSoftware && this.cloud.count > MOST_LINES_IN_MOTION
  }

  get framesDrawn(): number {
    return this.#renderer.info.render.frame
  }

  get drawCalls(): number {
    return this.#renderer.info.render.calls
  }

  /** The tokens are sRGB, and are written to the screen as they are. */
  setPalette(palette: Palette): void {
    const [ground, bone] = [palette.void, palette.bone].map(
      ([r, g, b]) => new Vector3(r / 255, g / 255, b / 255),
    ) as [Vector3, Vector3]
    this.#renderer.setClearColor(
      new Color().setRGB(ground.x, ground.y, ground.z, LinearSRGBColorSpace),
    )
    for (const { u_void, u_bone } of [this.cloud.uniforms, this.#floor.uniforms]) {
      u_void.value.copy(ground)
      u_bone.value.copy(bone)
    }
  }

  /** Replaces the points; the old ones are gone. */
  setCount(count: number): void {
    const old = this.cloud
    this.#scene.remove(old.points, old.line)
    old.dispose()
    this.cloud = new PointCloud(count, this.isInSoftware)
    for (const name of ["u_void", "u_bone"] as const)
      this.cloud.uniforms[name].value.copy(old.uniforms[name].value)
    this.#add(this.cloud)
    this.glide = 1
  }

  resize(widthPx: number, heightPx: number, ratio: number): void {
    this.widthPx = Math.max(1, widthPx)
    this.heightPx = Math.max(1, heightPx)
    this.#ratio = this.isInSoftware ? Math.min(1, ratio) : ratio
    this.#renderer.setPixelRatio(this.#ratio)
    this.#renderer.setSize(this.widthPx, this.heightPx, false)
  }

  /** Puts the floor under the points, with their shadows. `height` is its y. */
  setGround(ball: Ball, height: number): void {
    this.#ball = ball
    this.#floorAt = { x: ball.x, y: height, z: ball.z, size: ball.radius * FLOOR_TO_BALL }
    this.paintShadows()
  }

  paintShadows(): void {
    const { count, to, colourTo } = this.cloud
    paintShadow(
      { count, places: to, colours: colourTo, floor: this.#floorAt, side: SHADOW_SIZE },
      this.#floor.shadow,
    )
    this.#floor.shadowChanged()
  }

  /** World radius to CSS px at depth 1. */
  get pixels(): number {
    return (this.projection[5]! * this.heightPx) / 2
  }

  get dotScale(): number {
    return crowdScale(this.cloud.count) * Math.max(0.35, this.#ball.radius)
  }

  look(view: View): void {
    writeViewMatrix(view, this.view)
    writeProjection(view, this.widthPx / this.heightPx, this.projection)
  }

  /**
   * @param flatness 0 in space, 1 where the plane is seen straight on: the floor is gone then.
   * @param isSparing leaves the way through the song out.
   */
  draw(
    view: View,
    {
      flatness,
      colourGlide,
      isSparing,
    }: { flatness: number; colourGlide: number; isSparing: boolean },
  ): HTMLCanvasElement {
    this.look(view)
    this.cloud.line.visible = !isSparing
    this.#camera.matrixWorldInverse.fromArray(this.view)
    this.#camera.matrixWorld.copy(this.#camera.matrixWorldInverse).invert()
    this.#camera.projectionMatrix.fromArray(this.projection)
    this.#setUniforms(view, flatness, colourGlide)
    this.#renderer.render(this.#scene, this.#camera)
    return this.#renderer.domElement
  }

  dispose(): void {
    this.cloud.dispose()
    this.#floor.dispose()
    this.#renderer.dispose()
  }

  #add(cloud: PointCloud): void {
    cloud.line.matrixAutoUpdate = false
    cloud.points.matrixAutoUpdate = false
    this.#scene.add(cloud.line, cloud.points)
  }

  #setUniforms(view: View, flatness: number, colourGlide: number): void {
    const { uniforms, count } = this.cloud
    const { radius } = this.#ball
    const middle = view.distance
    uniforms.u_glide.value = this.glide
    uniforms.u_colourGlide.value = colourGlide
    uniforms.u_ratio.value = this.#ratio
    uniforms.u_pixels.value = this.pixels * this.#ratio
    uniforms.u_scale.value = this.dotScale
    // Fog spans the cloud as seen from here; seen flat there is none.
    uniforms.u_fog.value.set(middle - radius * 0.55, middle + radius * (1.35 + 400 * flatness))
    uniforms.u_opacity.value = lineOpacity(count)
    const { size } = this.#floorAt
    const floor = this.#floor.uniforms
    floor.u_size.value = size
    floor.u_opacity.value = 1 - flatness
    floor.u_lamp.value = 0.9 - view.yaw * 0.7
    this.#floor.mesh.matrixWorld.copy(
      placed.makeTranslation(this.#floorAt.x, this.#floorAt.y, this.#floorAt.z),
    )
  }
}

const placed = new Matrix4()

/** A thousand lines may be seen, a hundred thousand would be a fog. */
const lineOpacity = (count: number): number =>
  Math.min(0.14, Math.max(0.004, 2.5 / Math.sqrt(count + 1) ** 1.15))
