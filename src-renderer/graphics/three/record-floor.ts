/** The grooved floor with coloured contact shadows, in one draw call. */
import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  GLSL3,
  LinearFilter,
  Mesh,
  ShaderMaterial,
  Vector3,
} from "three"
import { FLOOR_FRAGMENT, FLOOR_VERTEX } from "./floor-shader.ts"

export const SHADOW_SIZE = 128

export class RecordFloor {
  readonly mesh: Mesh
  /** SHADOW_SIZE² x 4 bytes: colour and strength. */
  readonly shadow = new Uint8Array(SHADOW_SIZE * SHADOW_SIZE * 4)
  readonly uniforms = {
    u_shadow: { value: null as DataTexture | null },
    u_shadowReach: { value: 1 },
    u_void: { value: new Vector3() },
    u_bone: { value: new Vector3() },
    u_opacity: { value: 1 },
    u_lamp: { value: 0.6 },
    u_size: { value: 2 },
  }
  #texture = new DataTexture(this.shadow, SHADOW_SIZE, SHADOW_SIZE)

  constructor() {
    this.#texture.magFilter = LinearFilter
    this.#texture.minFilter = LinearFilter
    this.uniforms.u_shadow.value = this.#texture
    const geometry = new BufferGeometry()
    const corners = Float32Array.of(-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0)
    geometry.setAttribute("position", new BufferAttribute(corners, 3))
    geometry.setIndex([0, 1, 2, 0, 2, 3])
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: FLOOR_VERTEX,
      fragmentShader: FLOOR_FRAGMENT,
      uniforms: this.uniforms,
      transparent: true,
      depthWrite: false,
    })
    this.mesh = new Mesh(geometry, material)
    this.mesh.frustumCulled = false
    this.mesh.renderOrder = 0
  }

  shadowChanged(): void {
    this.#texture.needsUpdate = true
  }

  dispose(): void {
    this.mesh.geometry.dispose()
    ;(this.mesh.material as ShaderMaterial).dispose()
    this.#texture.dispose()
  }
}
