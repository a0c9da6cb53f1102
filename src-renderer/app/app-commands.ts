/** What can be done in every view. */
import type { Command } from "../session/commands.svelte.ts"
import type { Studio } from "../session/studio-context.svelte.ts"
import type { ThemeChoice } from "../session/theme.svelte.ts"
import { collectCommand } from "./collect-recordings.ts"
import { libraryToProjectCommands } from "./library-to-project.ts"
import { projectCommands } from "./project-commands.ts"
import type { RegionFocus } from "./regions.ts"
import { trackCommands } from "./track-commands.ts"

interface Doors {
  openPalette(): void
  openKeys(): void
}

export type ImportKind = "files" | "folder" | "stems"

/** Asks with the desktop's dialog, and says what came of it. */
export async function importFrom(studio: Studio, what: ImportKind): Promise<void> {
  try {
    await studio.shell["shell.import"]({ what })
  } catch (error) {
    studio.toasts.error(error, "The import could not start.")
  }
}

export function appCommands(studio: Studio, doors: Doors, regions: RegionFocus): Command[] {
  return [
    ...viewCommands(studio),
    ...importCommands(studio),
    ...historyCommands(studio),
    ...projectCommands(studio),
    collectCommand(studio),
    ...libraryToProjectCommands(studio),
    ...trackCommands(studio),
    ...scaleCommands(studio),
    ...themeCommands(studio),
    {
      id: "app.palette",
      label: "Search and commands",
      keys: "Ctrl+K",
      inTextFields: true,
      isListed: false,
      run: doors.openPalette,
    },
    { id: "app.keys", label: "Keys of this view", keys: "?", group: "Studio", run: doors.openKeys },
    regionCommand("app.next-region", "Next region", "F6", () => regions.move(document, 1)),
    regionCommand("app.previous-region", "Previous region", "Shift+F6", () =>
      regions.move(document, -1),
    ),
    {
      id: "app.full-screen",
      label: "Full screen",
      keys: "F11",
      group: "Studio",
      inTextFields: true,
      run: () => studio.shell["shell.window"]({ action: "toggle-full-screen" }),
    },
  ]
}

const VIEWS = [
  ["library", "Library", "Ctrl+1"],
  ["map", "Map", "Ctrl+2"],
  ["timeline", "Timeline", "Ctrl+3"],
  ["notes", "Notes", "Ctrl+4"],
  ["mixer", "Mixer", "Ctrl+5"],
  ["deck", "Deck", "Ctrl+6"],
  ["scratch", "Scratch", "Ctrl+7"],
  ["duet", "Duet", "Ctrl+8"],
  ["loops", "Loops", "Ctrl+9"],
  ["train", "Train", "Ctrl+0"],
] as const

function viewCommands({ navigation }: Studio): Command[] {
  const group = "Go to"
  return [
    ...VIEWS.map(([view, label, keys]): Command => ({
      ...{ id: `go.${view}`, label, keys, group },
      run: () => navigation.go(view),
    })),
    {
      id: "go.back",
      label: "Back",
      keys: "Ctrl+[",
      group,
      isEnabled: () => navigation.canGoBack,
      run: () => navigation.back(),
    },
    {
      id: "go.forward",
      label: "Forward",
      keys: "Ctrl+]",
      group,
      isEnabled: () => navigation.canGoForward,
      run: () => navigation.forward(),
    },
  ]
}

function importCommands(studio: Studio): Command[] {
  const group = "Import"
  return [
    {
      id: "import.files",
      label: "Import files …",
      keys: "Ctrl+O",
      group,
      run: () => importFrom(studio, "files"),
    },
    {
      id: "import.folder",
      label: "Import a folder …",
      group,
      run: () => importFrom(studio, "folder"),
    },
    {
      id: "import.stems",
      label: "Import stems as one song …",
      group,
      run: () => importFrom(studio, "stems"),
    },
    { id: "import.demo", label: "Import the demo song", group, run: () => importDemo(studio) },
  ]
}

async function importDemo({ shell, toasts }: Studio): Promise<void> {
  try {
    await shell["shell.importDemo"]({})
  } catch (error) {
    toasts.error(error, "The demo could not be imported.")
  }
}

function scaleCommands({ scale, toasts }: Studio): Command[] {
  const change = (by: 1 | -1 | null): Promise<void> =>
    scale.step(by).catch((error: unknown) => toasts.error(error, "The size stays as it is."))
  const common = { group: "Studio", inTextFields: true }
  return [
    {
      id: "app.larger",
      label: "Show everything larger",
      keys: ["Ctrl+=", "Ctrl++"],
      run: () => change(1),
      ...common,
    },
    {
      id: "app.smaller",
      label: "Show everything smaller",
      keys: "Ctrl+-",
      run: () => change(-1),
      ...common,
    },
    {
      id: "app.scale-1",
      label: "Show everything as designed",
      keys: "Ctrl+Alt+0",
      run: () => change(null),
      ...common,
    },
  ]
}

const THEMES: readonly (readonly [choice: ThemeChoice, label: string])[] = [
  ["dark", "Theme: dark"],
  ["light", "Theme: light"],
  ["contrast", "Theme: high contrast"],
  ["system", "Theme: as the desktop"],
]

const themeCommands = ({ theme }: Studio): Command[] =>
  THEMES.map(([choice, label]) => ({
    ...{ id: `app.theme-${choice}`, label, group: "Studio" },
    run: () => theme.choose(choice),
  }))

/** Undo belongs to what is on screen. */
function historyCommands({ steps, toasts }: Studio): Command[] {
  const attempt = async (step: () => unknown, what: string): Promise<void> => {
    try {
      await step()
    } catch (error) {
      toasts.error(error, what)
    }
  }
  return [
    {
      id: "edit.undo",
      label: "Undo",
      keys: "Ctrl+Z",
      group: "Edit",
      isEnabled: () => steps.now.canUndo,
      run: () => attempt(() => steps.now.undo(), "That could not be undone."),
    },
    {
      id: "edit.redo",
      label: "Redo",
      keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
      group: "Edit",
      isEnabled: () => steps.now.canRedo,
      run: () => attempt(() => steps.now.redo(), "That could not be done again."),
    },
  ]
}

const regionCommand = (id: string, label: string, keys: string, run: () => void): Command => ({
  id,
  label,
  keys,
  group: "Studio",
  inTextFields: true,
  isListed: false,
  run,
})
