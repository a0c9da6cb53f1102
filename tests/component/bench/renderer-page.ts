/** Runs in the browser: the map's own stage over synthetic points. */
import { MapStage } from "../../../src-renderer/features/map/stage/map-stage.ts"
import { orbit } from "../../../src-renderer/features/map/scene/view.ts"
import { readPalette } from "../../../src-renderer/graphics/palette.ts"
import type { MeasuredFrames, Spread } from "../../bench/lib/measured-frames.ts"
import "../../../src-renderer/app/theme/tokens.css"

const WIDTH = 1100
const HEIGHT = 620
let frameMs: number[] = []
let opened: MapStage | undefined

/**
 * Every frame of the stage goes through requestAnimationFrame. The JavaScript of a frame is what runs there when another
 * picture is on the screen (the marks over it, the request for the next), and what the worker ran to draw it.
 */
const original = window.requestAnimationFrame.bind(window)
let shown = 0
window.requestAnimationFrame = (run) =>
  original((nowMs) => {
    const before = performance.now()
    run(nowMs)
    const pageMs = performance.now() - before
    if (!opened || opened.scene.framesShown === shown) return
    shown = opened.scene.framesShown
    frameMs.push(pageMs + opened.scene.scriptMs)
  })

async function measure(count: number, frames: number): Promise<MeasuredFrames> {
  const stage = openStage(count)
  await shownAfter(3)
  const orbitMs = await during(frames, () => {
    stage.flight.jump(orbit(stage.flight.view, 0.01, 0))
    stage.request()
  })
  const { drawCalls } = stage.scene
  stage.setPlaces(cloud(count, 2), { stride: 3, radiusOf: () => 0.01, isForming: false })
  const glideMs = await during(Math.min(frames, 20), () => stage.request())
  await shownAfter(3)
  const [indexMs] = timed(1, () => stage.picker.pick(WIDTH / 2, HEIGHT / 2))
  const picks = timed(2000, (i) => stage.picker.pick((i * 37) % WIDTH, (i * 53) % HEIGHT))
  const pickMs = picks.reduce((sum, ms) => sum + ms, 0) / picks.length
  return { drawCalls, orbitMs, glideMs, pickMs, indexMs: indexMs ?? 0, renderer: rendererName() }
}

function openStage(count: number): MapStage {
  const canvases = { scene: addCanvas(), overlay: addCanvas() }
  const host = {
    sounding: () => 5,
    isSounding: () => true,
    onFrame: () => {},
    onFailed: () => {
      throw new Error("no WebGL 2")
    },
  }
  const stage = new MapStage(canvases, readPalette(), host)
  opened = stage
  stage.resize(WIDTH, HEIGHT, 1)
  stage.setCount(count)
  stage.setPlaces(cloud(count, 1), { stride: 3, radiusOf: () => 0.01, isForming: false })
  stage.setColours((out) => out.forEach((_, i) => (out[i] = i % 4 === 3 ? 255 : (i * 7) % 256)))
  stage.setMarks({ hovered: 7, current: 9, path: [1, 2, 3, 4], neighbours: [11, 12, 13] })
  return stage
}

function addCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas")
  canvas.style.position = "absolute"
  document.body.append(canvas)
  return canvas
}

/** A few balls of points: the same for the same seed. */
function cloud(count: number, seed: number): Float32Array {
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Float32Array.from({ length: count * 3 }, (_, i) => {
    const group = Math.floor(i / 3) % 8
    const centre = Math.sin(group * 2.4 + (i % 3) * 1.7)
    return centre * 0.7 + (random() + random() + random() - 1.5) * 0.25
  })
}

async function during(frames: number, each: () => void): Promise<Spread> {
  frameMs = []
  while (frameMs.length < frames) {
    each()
    await frame(1)
  }
  const sorted = frameMs.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}

function timed(times: number, run: (i: number) => void): number[] {
  return Array.from({ length: times }, (_, i) => {
    const before = performance.now()
    run(i)
    return performance.now() - before
  })
}

async function frame(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => original(resolve))
}

/** Waits until the worker has drawn so many frames, and one more of the page's. */
async function shownAfter(frames: number): Promise<void> {
  const target = (opened?.scene.framesShown ?? 0) + frames
  while ((opened?.scene.framesShown ?? target) < target) {
    opened?.request()
    await frame(1)
  }
  await frame(1)
}

function rendererName(): string {
  const gl = document.createElement("canvas").getContext("webgl2")
  return String(gl?.getParameter(gl.RENDERER) ?? "no WebGL 2")
}

Object.assign(window, { measure })
