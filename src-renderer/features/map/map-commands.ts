/** What can be done on the map, as commands: keys, palette, status bar. */
import type { Command } from "../../session/index.ts"
import type { MapState, Tool } from "./map-state.svelte.ts"
import { COLOUR_MODES } from "./model/colouring.ts"
import { bouncePath, reorderPath } from "./model/path-actions.ts"
import type { MapStage } from "./stage/map-stage.ts"
import type { StripState } from "./strip/strip-state.svelte.ts"

export interface MapDoors {
  map: MapState
  strip: StripState
  stage(): MapStage | null
  /** Whether the focus is on the map itself, where Tab and the arrows mean chunks. */
  hasFocus(): boolean
}

const group = "Map"

export function mapCommands(doors: MapDoors): Command[] {
  return [
    ...lookCommands(doors),
    ...walkCommands(doors),
    ...selectionCommands(doors),
    ...pathCommands(doors),
    ...stripCommands(doors),
    ...toolCommands(doors),
  ]
}

function lookCommands({ map, stage }: MapDoors): Command[] {
  const names = {
    time: "time",
    cluster: "cluster",
    brightness: "brightness",
    loudness: "loudness",
    source: "song or part",
  }
  return [
    ...COLOUR_MODES.map((mode, i) => ({
      id: `map.colour-${mode}`,
      label: `Colour by ${names[mode]}`,
      keys: String(i + 1),
      group,
      isEnabled: () => mode !== "source" || map.hasSources,
      run: () => map.setColour(mode),
    })),
    {
      id: "map.dims",
      label: "Switch between 3-D and 2-D",
      keys: "D",
      group,
      run: () => map.set({ dims: map.settings.dims === 3 ? 2 : 3 }),
    },
    {
      id: "map.frame",
      label: "Frame the selection",
      keys: "F",
      hint: "Frame",
      group,
      run: () => stage()?.frame(map.selected),
    },
    {
      id: "map.frame-all",
      label: "Frame everything",
      keys: "Shift+F",
      group,
      run: () => stage()?.frame(),
    },
    {
      id: "map.inspector",
      label: "Inspector",
      keys: "Ctrl+I",
      group,
      run: () => map.set({ inspector: !map.settings.inspector }),
    },
    {
      id: "map.strip",
      label: "Strip",
      keys: "Ctrl+B",
      group,
      run: () => map.set({ dock: !map.settings.dock }),
    },
    {
      id: "map.hover-plays",
      label: "Hovering plays a chunk, on or off",
      group,
      run: () => map.set({ hoverPlays: !map.settings.hoverPlays }),
    },
  ]
}

function walkCommands({ map, stage, hasFocus }: MapDoors): Command[] {
  const isEnabled = (): boolean => map.data.model !== null
  const onMap = (): boolean => isEnabled() && hasFocus()
  const towards = (x: number, y: number) => (): void => {
    const from = map.current
    const to = from < 0 ? 0 : (stage()?.picker.towards(from, x, y) ?? -1)
    map.select(to, { play: true })
  }
  const arrow = (key: string, x: number, y: number): Command => ({
    id: `map.${key.toLowerCase()}`,
    label: `Nearest chunk, ${key.slice(5).toLowerCase()}`,
    keys: key,
    isListed: false,
    isEnabled: onMap,
    run: towards(x, y),
  })
  return [
    {
      id: "map.next",
      label: "Next chunk in time",
      keys: "Tab",
      hint: "Next chunk in time",
      group,
      isEnabled: onMap,
      run: () => map.step(1),
    },
    {
      id: "map.previous",
      label: "Previous chunk in time",
      keys: "Shift+Tab",
      group,
      isEnabled: onMap,
      run: () => map.step(-1),
    },
    arrow("ArrowLeft", -1, 0),
    arrow("ArrowRight", 1, 0),
    arrow("ArrowUp", 0, -1),
    arrow("ArrowDown", 0, 1),
    {
      id: "map.neighbours",
      label: "Play what sounds like it",
      keys: "N",
      group,
      isEnabled: () => map.neighbours.list.length > 0,
      run: () =>
        map.hearing.playAll([map.current, ...map.neighbours.list.map(({ index }) => index)]),
    },
    {
      id: "map.play-from",
      label: "Play the song from the selected chunk",
      keys: "Alt+Space",
      group,
      isEnabled: () => map.current >= 0,
      run: () => map.transport.play(map.data.model?.startSeconds[map.current] ?? 0),
    },
  ]
}

function selectionCommands({ map }: MapDoors): Command[] {
  return [
    {
      id: "map.select-all",
      label: "Select all chunks",
      keys: "Ctrl+A",
      group,
      isEnabled: () => map.data.model !== null,
      run: () => map.selectAll(Array.from({ length: map.data.model?.count ?? 0 }, (_, i) => i)),
    },
    {
      id: "map.clear",
      label: "Clear the selection",
      keys: "Escape",
      isListed: false,
      run: () => clear(map),
    },
  ]
}

/** First what sounds, then the selection, then the path. */
function clear(map: MapState): void {
  const { selection } = map.studio
  if (map.transport.isAuditioning) map.transport.stopAudition()
  else if (selection.ids.length > 0) selection.clear()
  else map.path = []
}

function pathCommands({ map }: MapDoors): Command[] {
  const hasPath = (): boolean => map.path.length > 0
  return [
    {
      id: "map.play-path",
      label: "Play the path, or the selection",
      keys: "Shift+Space",
      group,
      isEnabled: () => hasPath() || map.selected.length > 0,
      run: () => (hasPath() ? map.hearing.playPath() : map.hearing.playAll(map.selected)),
    },
    {
      id: "map.path-of-selection",
      label: "Make the selection a path",
      group,
      isEnabled: () => map.selected.length > 1,
      run: () => (map.path = map.selected.map((index) => map.key(index))),
    },
    {
      id: "map.reorder",
      label: "Reorder the path",
      group,
      isEnabled: () => map.path.length > 2,
      run: () => reorderPath(map),
    },
    {
      id: "map.bounce",
      label: "Bounce the path to the library",
      keys: "Ctrl+J",
      group,
      isEnabled: hasPath,
      run: () => bouncePath(map),
    },
  ]
}

function stripCommands({ strip, map }: MapDoors): Command[] {
  const isEnabled = (): boolean => map.data.model !== null
  return [
    {
      id: "map.split",
      label: "Split at the pointer or the playhead",
      keys: "S",
      group,
      isEnabled,
      run: () => strip.split(),
    },
    {
      id: "map.join",
      label: "Join with the next chunk",
      keys: "J",
      group,
      isEnabled,
      run: () => strip.join(),
    },
    {
      id: "map.strip-all",
      label: "Show the whole song in the strip",
      group,
      isEnabled,
      run: () => strip.showAll(),
    },
  ]
}

function toolCommands({ map, stage }: MapDoors): Command[] {
  const tools: [Tool, string, string][] = [
    ["orbit", "Orbit", "O"],
    ["pan", "Pan", "H"],
    ["fly", "Fly", "G"],
    ["lasso", "Lasso", "L"],
    ["path", "Draw a path", "P"],
  ]
  return tools.map(([tool, label, keys]) => ({
    id: `map.tool-${tool}`,
    label: `Tool: ${label}`,
    keys,
    group,
    isEnabled: () =>
      stage() !== null && (map.settings.dims === 3 || tool === "lasso" || tool === "path"),
    run: () => (map.tool = tool),
  }))
}
