/** The map on the GPU: floor, way and points, one draw call each. Draws when told to; keeps no clock. Lives in the worker. */
import {
  Color,
  LinearSRGBColorSpace,
  Matrix4,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from "three"
import type { Points, Palette } from "../../../graphics/index.ts"
import {
  isDrawnInSoftware,
  PointCloud,
  RecordFloor,
  SHADOW_SIZE,
} from "../../../graphics/three/index.ts"
import { createShadowPainter } from "./shadow.ts"
import type { Frame, Ground } from "./scene-protocol.ts"
import type { View } from "./view.ts"
import { writeProjection, writeViewMatrix } from "./view.ts"

const paintShadow = createShadowPainter(SHADOW_SIZE)

export class ScenePainter {
  readonly isInSoftware = isDrawnInSoftware()

  #cloud = new PointCloud(0, this.isInSoftware)
  #view = new Float32Array(16)
  #projection = new Float32Array(16)
  #size = { widthPx: 1, heightPx: 1, ratio: 1 }
  #renderer: WebGLRenderer
  #scene = new Scene()
  #camera = new PerspectiveCamera()
  #floor = new RecordFloor()
  #ground: Ground = { x: 0, y: -1, z: 0, size: 1.5, radius: 1 }
  #areShadowsStale = true
  #isSizeStale = true

  /** @throws where there is no WebGL 2. */
  constructor(canvas: OffscreenCanvas) {
    this.#renderer = new WebGLRenderer({
      canvas,
      antialias: !this.isInSoftware,
      powerPreference: "high-performance",
    })
    this.#renderer.outputColorSpace = LinearSRGBColorSpace
    this.#scene.matrixWorldAutoUpdate = false
    this.#camera.matrixWorldAutoUpdate = false
    this.#scene.add(this.#floor.mesh)
    this.#add(this.#cloud)
  }

  get points(): Points {
    return this.#cloud.points
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
    for (const { u_void, u_bone } of [this.#cloud.uniforms, this.#floor.uniforms]) {
      u_void.value.copy(ground)
      u_bone.value.copy(bone)
    }
  }

  /** Replaces the points; the old ones are gone. */
  setCount(count: number): void {
    const old = this.#cloud
    this.#scene.remove(old.dots, old.line)
    old.dispose()
    this.#cloud = new PointCloud(count, this.isInSoftware)
    for (const name of ["u_void", "u_bone"] as const)
      this.#cloud.uniforms[name].value.copy(old.uniforms[name].value)
    this.#add(this.#cloud)
  }

  /** Counts from the next frame on: until then the canvas, which a new size empties, stays as it is. */
  resize(widthPx: number, heightPx: number, wantedRatio: number): void {
    const ratio = this.isInSoftware ? Math.min(1, wantedRatio) : wantedRatio
    this.#size = { widthPx: Math.max(1, widthPx), heightPx: Math.max(1, heightPx), ratio }
    this.#isSizeStale = true
  }

  /** Puts the floor under the points. */
  setGround(ground: Ground): void {
    this.#ground = ground
    this.#areShadowsStale = true
  }

  placesChanged(): void {
    this.#cloud.placesChanged()
    this.#areShadowsStale = true
  }

  coloursChanged(): void {
    this.#cloud.coloursChanged()
    this.#areShadowsStale = true
  }

  styleChanged(): void {
    this.#cloud.styleChanged()
  }

  draw(frame: Frame): void {
    const { view, isSparing } = frame
    if (this.#isSizeStale) this.#fitCanvas()
    writeViewMatrix(view, this.#view)
    writeProjection(view, this.#size.widthPx / this.#size.heightPx, this.#projection)
    if (this.#areShadowsStale) this.#paintShadows()
    this.#cloud.line.visible = !isSparing
    this.#camera.matrixWorldInverse.fromArray(this.#view)
    this.#camera.matrixWorld.copy(this.#camera.matrixWorldInverse).invert()
    this.#camera.projectionMatrix.fromArray(this.#projection)
    this.#setUniforms(frame)
    this.#renderer.render(this.#scene, this.#camera)
  }

  dispose(): void {
    this.#cloud.dispose()
    this.#floor.dispose()
    this.#renderer.dispose()
  }

  #add(cloud: PointCloud): void {
    cloud.line.matrixAutoUpdate = false
    cloud.dots.matrixAutoUpdate = false
    this.#scene.add(cloud.line, cloud.dots)
  }

  #fitCanvas(): void {
    const { widthPx, heightPx, ratio } = this.#size
    this.#renderer.setPixelRatio(ratio)
    this.#renderer.setSize(widthPx, heightPx, false)
    this.#isSizeStale = false
  }

  #paintShadows(): void {
    const { count, to, colourTo } = this.points
    paintShadow(
      { count, places: to, colours: colourTo, floor: this.#ground, side: SHADOW_SIZE },
      this.#floor.shadow,
    )
    this.#floor.shadowChanged()
    this.#areShadowsStale = false
  }

  #setUniforms({ view, glide, colourGlide, dotScale }: Frame): void {
    const { uniforms, points } = this.#cloud
    const { x, y, z, size, radius } = this.#ground
    const flatness = flatnessOf(view)
    uniforms.u_glide.value = glide
    uniforms.u_colourGlide.value = colourGlide
    uniforms.u_ratio.value = this.#size.ratio
    uniforms.u_pixels.value = (this.#projection[5]! * this.#size.heightPx * this.#size.ratio) / 2
    uniforms.u_scale.value = dotScale
    // Fog spans the cloud as seen from here; seen flat there is none.
    const { distance } = view
    uniforms.u_fog.value.set(distance - radius * 0.55, distance + radius * (1.35 + 400 * flatness))
    uniforms.u_opacity.value = lineOpacity(points.count)
    const floor = this.#floor.uniforms
    floor.u_size.value = size
    floor.u_opacity.value = 1 - flatness
    floor.u_lamp.value = 0.9 - view.yaw * 0.7
    this.#floor.mesh.matrixWorld.copy(placed.makeTranslation(x, y, z))
  }
}

const placed = new Matrix4()

/** 0 in space, 1 where the plane is seen straight on: the floor is gone then. */
const flatnessOf = ({ fov }: View): number => Math.min(1, Math.max(0, (0.6 - fov) / 0.48))

/** A thousand lines may be seen, a hundred thousand would be a fog. */
const lineOpacity = (count: number): number =>
  Math.min(0.14, Math.max(0.004, 2.5 / Math.sqrt(count + 1) ** 1.15))
