export { createFrameLoop, fitCanvas, haloText } from "./canvas.ts"
export {
  cssAlpha,
  cssOf,
  gradientTable,
  labOf,
  mixLab,
  parseColour,
  rgbOf,
  sampleTable,
  type Lab,
  type Rgb,
} from "./colour.ts"
export {
  createPalette,
  followPalette,
  readPalette,
  SHAPES,
  type Palette,
  type Shape,
} from "./palette.ts"
export { shapePath } from "./shape-path.ts"
