/**
 * Many points in one draw call, and the line through them in one more, from the same buffers. Points glide from where they are
 * to where they shall be, on the GPU: while they do, JavaScript sets two numbers a frame.
 */
import {
  BufferAttribute,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Line,
  Mesh,
  ShaderMaterial,
  Vector2,
  Vector3,
  DynamicDrawUsage,
} from "three"
import { LINE_FRAGMENT, LINE_VERTEX } from "./line-shader.ts"
import { POINT_FRAGMENT, POINT_VERTEX } from "./point-shader.ts"

/** Bits of `style` byte 1. */
export const SELECTED = 1
export const OUTLINED = 4
export const LAST_OF_PART = 8

/** One before the first point and two after the last, for the curve's ends. */
const LEAD = 1
const TAIL = 2
/** Above this many points the line between two of them is straight. */
const MOST_CURVED = 20_000
const CURVE_STEPS = 8

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
  readonly count: number
  /** (1 + count + 2) x 4: x, y, z, radius. Use `place` to read and write. */
  readonly from: Float32Array
  readonly to: Float32Array
  /** count x 4 bytes: r, g, b, 255. */
  readonly colourFrom: Uint8Array
  readonly colourTo: Uint8Array
  /** count x 4 bytes: shape, flags, 0, 0. */
  readonly style: Uint8Array
  readonly points: Mesh
  readonly line: Line
  readonly uniforms: CloudUniforms

  #places: InstancedInterleavedBuffer[]
  #colours: InstancedBufferAttribute[]
  #style: InstancedBufferAttribute

  constructor(count: number) {
    this.count = count
    this.from = new Float32Array((LEAD + count + TAIL) * 4)
    this.to = new Float32Array((LEAD + count + TAIL) * 4)
    this.colourFrom = new Uint8Array(count * 4)
    this.colourTo = new Uint8Array(count * 4)
    this.style = new Uint8Array(count * 4)
    this.#places = [this.from, this.to].map((array) =>
      dynamic(new InstancedInterleavedBuffer(array, 4)),
    )
    this.#colours = [this.colourFrom, this.colourTo].map((array) =>
      dynamic(new InstancedBufferAttribute(array, 4, true)),
    )
    this.#style = dynamic(new InstancedBufferAttribute(this.style, 4))
    this.uniforms = newUniforms()
    this.points = this.#makePoints()
    this.line = this.#makeLine()
  }

  /** Position of point i in `from` and `to`. */
  static place(index: number): number {
    return (LEAD + index) * 4
  }

  placesChanged(): void {
    for (const array of [this.from, this.to]) padEnds(array, this.count)
    for (const buffer of this.#places) buffer.needsUpdate = true
  }

  coloursChanged(): void {
    for (const attribute of this.#colours) attribute.needsUpdate = true
  }

  styleChanged(): void {
    this.#style.needsUpdate = true
  }

  dispose(): void {
    for (const object of [this.points, this.line]) {
      object.geometry.dispose()
      ;(object.material as ShaderMaterial).dispose()
    }
  }

  #makePoints(): Mesh {
    const geometry = new InstancedBufferGeometry()
    const corners = Float32Array.of(-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0)
    geometry.setAttribute("position", new BufferAttribute(corners, 3))
    geometry.setIndex([0, 1, 2, 0, 2, 3])
    geometry.setAttribute("a_from", this.#at(0, LEAD))
    geometry.setAttribute("a_to", this.#at(1, LEAD))
    geometry.setAttribute("a_colourFrom", this.#colours[0]!)
    geometry.setAttribute("a_colourTo", this.#colours[1]!)
    geometry.setAttribute("a_style", this.#style)
    geometry.instanceCount = this.count
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: POINT_VERTEX,
      fragmentShader: POINT_FRAGMENT,
      uniforms: { ...this.uniforms },
      alphaToCoverage: true,
    })
    return unculled(new Mesh(geometry, material), 2)
  }

  #makeLine(): Line {
    const geometry = new InstancedBufferGeometry()
    const steps = this.count > MOST_CURVED ? 1 : CURVE_STEPS
    const along = Float32Array.from({ length: (steps + 1) * 3 }, (_, i) =>
      i % 3 ? 0 : i / 3 / steps,
    )
    geometry.setAttribute("position", new BufferAttribute(along, 3))
    for (let k = 0; k < 4; k++) {
      geometry.setAttribute(`a_from${k}`, this.#at(0, k))
      geometry.setAttribute(`a_to${k}`, this.#at(1, k))
    }
    geometry.setAttribute("a_colour", this.#colours[1]!)
    geometry.setAttribute("a_style", this.#style)
    geometry.instanceCount = Math.max(0, this.count - 1)
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: LINE_VERTEX,
      fragmentShader: LINE_FRAGMENT,
      uniforms: { ...this.uniforms },
      transparent: true,
      depthWrite: false,
    })
    return unculled(new Line(geometry, material), 1)
  }

  #at(buffer: number, places: number): InterleavedBufferAttribute {
    return new InterleavedBufferAttribute(this.#places[buffer]!, 4, places * 4)
  }
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

function dynamic<T extends { setUsage(usage: typeof DynamicDrawUsage): unknown }>(buffer: T): T {
  buffer.setUsage(DynamicDrawUsage)
  return buffer
}

function unculled<T extends Mesh | Line>(object: T, order: number): T {
  object.frustumCulled = false
  object.renderOrder = order
  return object
}

function padEnds(array: Float32Array, count: number): void {
  if (count === 0) return
  array.copyWithin(0, 4, 8)
  const last = count * 4
  array.copyWithin(last + 4, last, last + 4)
  array.copyWithin(last + 8, last, last + 4)
}
