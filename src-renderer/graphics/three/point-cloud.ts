/**
 * Many points in one draw call, and the line through them in one more. Both read the points from the same textures, in
 * batches: instances of a single point each would cost a software renderer a draw of its own for every one. Points glide
 * from where they are to where they shall be, on the GPU: while they do, JavaScript sets two numbers a frame.
 */
import {
  DataTexture,
  FloatType,
  GLSL3,
  InstancedBufferGeometry,
  LineSegments,
  Mesh,
  ShaderMaterial,
  Vector2,
  Vector3,
} from "three"
import { LINE_FRAGMENT, LINE_VERTEX } from "./line-shader.ts"
import { POINT_FRAGMENT, POINT_VERTEX } from "./point-shader.ts"
import { Points, POINTS_ACROSS } from "../points.ts"
import { POINTS_PER_BATCH } from "./point-texture.ts"

/** Above this many points the line between two of them is straight. */
const MOST_CURVED = 20_000
const CURVE_STEPS = 8
const CURVE_STEPS_IN_SOFTWARE = 3

export interface CloudUniforms {
  u_glide: { value: number }
  u_colourGlide: { value: number }
  u_pixels: { value: number }
  u_scale: { value: number }
  u_ratio: { value: number }
  u_fog: { value: Vector2 }
  u_void: { value: Vector3 }
  u_bone: { value: Vector3 }
  u_opacity: { value: number }
}

export class PointCloud {
  readonly points: Points
  readonly dots: Mesh
  readonly line: LineSegments
  readonly uniforms: CloudUniforms

  #places: DataTexture[]
  #colours: DataTexture[]
  #style: DataTexture

  #isInSoftware: boolean

  /**
   * @param count How many points; their arrays are `points`, and count once `...Changed` was called.
   * @param isInSoftware Where the CPU draws: smooth edges by blending, since more samples would cost too much.
   */
  constructor(count: number, isInSoftware: boolean) {
    this.#isInSoftware = isInSoftware
    this.points = new Points(count)
    const { from, to, colourFrom, colourTo, style } = this.points
    this.#places = [from, to].map(textureOf)
    this.#colours = [colourFrom, colourTo].map(textureOf)
    this.#style = textureOf(style)
    this.uniforms = newUniforms()
    this.dots = this.#makeDots()
    this.line = this.#makeLine()
  }

  placesChanged(): void {
    for (const texture of this.#places) texture.needsUpdate = true
  }

  coloursChanged(): void {
    for (const texture of this.#colours) texture.needsUpdate = true
  }

  styleChanged(): void {
    this.#style.needsUpdate = true
  }

  dispose(): void {
    for (const object of [this.dots, this.line]) {
      object.geometry.dispose()
      ;(object.material as ShaderMaterial).dispose()
    }
    for (const texture of [...this.#places, ...this.#colours, this.#style]) texture.dispose()
  }

  #makeDots(): Mesh {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: POINT_VERTEX,
      fragmentShader: POINT_FRAGMENT,
      uniforms: this.#withTextures(),
      ...(this.#isInSoftware ? { transparent: true } : { alphaToCoverage: true }),
    })
    return unculled(new Mesh(batches(this.points.count, CORNERS), material), 2)
  }

  #makeLine(): LineSegments {
    const curved = this.#isInSoftware ? CURVE_STEPS_IN_SOFTWARE : CURVE_STEPS
    const steps = this.points.count > MOST_CURVED ? 1 : curved
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: LINE_VERTEX,
      fragmentShader: LINE_FRAGMENT,
      uniforms: { ...this.#withTextures(), u_steps: { value: steps } },
      transparent: true,
      depthWrite: false,
    })
    const segments = Math.max(0, this.points.count - 1)
    return unculled(new LineSegments(batches(segments, 2 * steps), material), 1)
  }

  #withTextures(): Record<string, { value: unknown }> {
    const [from, to] = this.#places
    const [colourFrom, colourTo] = this.#colours
    return {
      ...this.uniforms,
      u_count: { value: this.points.count },
      u_from: { value: from },
      u_to: { value: to },
      u_colourFrom: { value: colourFrom },
      u_colourTo: { value: colourTo },
      u_style: { value: this.#style },
    }
  }
}

/** Two triangles. */
const CORNERS = 6

function textureOf(data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>): DataTexture {
  const texture = new DataTexture(data, POINTS_ACROSS, data.length / 4 / POINTS_ACROSS)
  if (data instanceof Float32Array) texture.type = FloatType
  texture.needsUpdate = true
  return texture
}

/** Vertices without attributes: the shaders know them by number. */
function batches(count: number, vertices: number): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry()
  geometry.setDrawRange(0, POINTS_PER_BATCH * vertices)
  geometry.instanceCount = Math.ceil(count / POINTS_PER_BATCH)
  return geometry
}

function newUniforms(): CloudUniforms {
  return {
    u_glide: { value: 1 },
    u_colourGlide: { value: 1 },
    u_pixels: { value: 1 },
    u_scale: { value: 1 },
    u_ratio: { value: 1 },
    u_fog: { value: new Vector2(1, 10) },
    u_void: { value: new Vector3() },
    u_bone: { value: new Vector3() },
    u_opacity: { value: 0.1 },
  }
}

function unculled<T extends Mesh | LineSegments>(object: T, order: number): T {
  object.frustumCulled = false
  object.renderOrder = order
  return object
}
