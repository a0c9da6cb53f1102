/** Gathers what lies over the points at this moment. */
import type { MapScene } from "../scene/map-scene.ts"
import type { GroupAnchor } from "../scene/extent.ts"
import type { Label, OverlayDot, OverlayPicture } from "./overlay.ts"
import { placeAt } from "./places.ts"
import { project, type ScreenPoint } from "./project.ts"

/** What is marked over the points, by map index; -1: none. */
export interface Marks {
  hovered: number
  current: number
  path: readonly number[]
  neighbours: readonly number[]
}

export const NO_MARKS: Marks = { hovered: -1, current: -1, path: [], neighbours: [] }

export interface OverlayNow {
  marks: Marks
  anchors: readonly GroupAnchor[]
  /** The newest first. */
  trail: readonly number[]
  isSounding: boolean
  lasso: readonly number[]
}

const LABEL_ABOVE_PX = 15

export function overlayPicture(scene: MapScene, now: OverlayNow): OverlayPicture {
  const dot = (index: number): OverlayDot | null => {
    const place = whereIs(scene, index)
    return place && { ...place, colour: scene.points.colourTo, colourAt: index * 4 }
  }
  const dots = (indices: readonly number[]): OverlayDot[] =>
    indices.flatMap((index) => dot(index) ?? [])
  const { marks, isSounding, lasso } = now
  return {
    labels: labelsOf(scene, now.anchors),
    trail: isSounding ? dots(now.trail) : [],
    path: dots(marks.path),
    hover: dot(marks.hovered),
    focus: dot(marks.current),
    neighbours: dots(marks.neighbours),
    ...{ isSounding, lasso },
  }
}

/** Where a point is on the stage; null behind the eye. */
export function whereIs(scene: MapScene, index: number): ScreenPoint | null {
  if (index < 0 || index >= scene.points.count) return null
  const [x, y, z, radius] = placeAt(scene.points, index, scene.glide)
  return project(scene, [x, y, z, radius * scene.dotScale])
}

function labelsOf(scene: MapScene, anchors: readonly GroupAnchor[]): Label[] {
  return anchors.flatMap(({ label, x, y, z, rise }) => {
    const place = project(scene, [x, y + rise, z, 0])
    return place ? [{ text: label, x: place.x, y: place.y - LABEL_ABOVE_PX }] : []
  })
}
