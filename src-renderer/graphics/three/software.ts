/** Is there a GPU, or does the CPU draw? */

/** Without a GPU the page waits for every frame while the processor draws it. @returns true where no WebGL 2 is. */
export function isDrawnInSoftware(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2")
  const info = gl?.getExtension("WEBGL_debug_renderer_info")
  const renderer = info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : ""
  gl?.getExtension("WEBGL_lose_context")?.loseContext()
  return !gl || /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
}
