/** Two-dimensional canvases at device pixels. */

/** Sets the canvas to the size in CSS px if it differs, and returns a context in CSS px; null where there is none. */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  pixelRatio: number,
): CanvasRenderingContext2D | null {
  const wide = Math.round(width * pixelRatio)
  const high = Math.round(height * pixelRatio)
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
  const context = canvas.getContext("2d")
  context?.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  return context
}

/** Text with a halo, legible over anything. */
export function haloText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colours: { fill: string; halo: string; haloPx: number },
): void {
  context.lineJoin = "round"
  context.lineWidth = colours.haloPx
  context.strokeStyle = colours.halo
  context.strokeText(text, x, y)
  context.fillStyle = colours.fill
  context.fillText(text, x, y)
}

/**
 * Calls `draw` once in the next frame however often it is asked, and goes on while `draw` returns true. After `stop`
 * nothing is drawn any more, whoever still asks: what it drew on is gone.
 */
export function createFrameLoop(draw: (nowMs: number) => boolean): {
  request(): void
  stop(): void
} {
  let frame = 0
  let isStopped = false
  const run = (nowMs: number): void => {
    frame = 0
    if (draw(nowMs)) request()
  }
  const request = (): void => {
    if (!isStopped) frame ||= requestAnimationFrame(run)
  }
  const stop = (): void => {
    isStopped = true
    cancelAnimationFrame(frame)
  }
  return { request, stop }
}
