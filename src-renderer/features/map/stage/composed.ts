/** One picture of two that lie over each other, at the device pixels of the first. */
export function composed(first: ImageBitmap, over: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas")
  canvas.width = first.width
  canvas.height = first.height
  const context = canvas.getContext("2d")
  context?.drawImage(first, 0, 0)
  context?.drawImage(over, 0, 0, first.width, first.height)
  return canvas
}
