export { createFrameLoop, fitCanvas, haloText } from "./canvas.ts"
export { curveAxes, shortCount } from "./curve-axes.ts"
export { drawAlways } from "./draw-always.ts"
export { cssAlpha, cssOf, mixLab, parseColour, rgbOf, sampleTable } from "./colour.ts"
export { followPalette, readPalette, SHAPES, type Palette, type Shape } from "./palette.ts"
export { shapePath } from "./shape-path.ts"
export { LAST_OF_PART, OUTLINED, Points, SELECTED } from "./points.ts"
export {
  drawStaffBrackets,
  drawStaffDots,
  drawStaffGrid,
  drawStaffLines,
  type GridInk,
  type StaffFrame,
} from "./staff.ts"
