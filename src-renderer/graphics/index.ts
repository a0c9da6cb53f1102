export { createFrameLoop, fitCanvas, haloText } from "./canvas.ts"
export { cssAlpha, cssOf, sampleTable } from "./colour.ts"
export { followPalette, readPalette, SHAPES, type Palette, type Shape } from "./palette.ts"
export { shapePath } from "./shape-path.ts"
