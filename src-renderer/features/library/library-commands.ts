/** What can be done in the library, as commands: keys, palette, status bar. */
import { z } from "zod"
import type { Command, Studio } from "../../session/index.ts"
import type { LibraryState } from "./library-state.svelte.ts"
import { removeSongs, restoreSongs } from "./song-actions.ts"

interface Doors {
  focusSearch(): void
  focusTable(): void
}

const group = "Library"

export function libraryCommands(studio: Studio, state: LibraryState, doors: Doors): Command[] {
  return [
    {
      id: "library.search",
      label: "Search the library",
      keys: "/",
      hint: "Search",
      group,
      run: doors.focusSearch,
    },
    ...songCommands(studio, state, doors),
    {
      id: "library.select-all",
      label: "Select all songs",
      keys: "Ctrl+A",
      group,
      isEnabled: () => state.songs.length > 0,
      run: () =>
        studio.selection.set(
          "song",
          state.songs.map(({ id }) => id),
        ),
    },
    {
      id: "library.clear",
      label: "Clear selection and filters",
      keys: "Escape",
      isListed: false,
      run: () => clear(studio, state),
    },
    {
      id: "library.show-removed",
      label: "Show removed songs",
      group,
      isEnabled: () => !state.showsRemoved,
      run: () => (state.showsRemoved = true),
    },
    {
      id: "library.verify",
      label: "Check the library",
      group,
      also: "verify files disk doctor",
      run: () => (state.isVerifying = true),
    },
    {
      id: "library.panel",
      label: "Details panel",
      keys: "Ctrl+I",
      group,
      run: () => togglePanel(studio),
    },
  ]
}

function songCommands(studio: Studio, state: LibraryState, doors: Doors): Command[] {
  const hasKept = (): boolean => state.selected.length > 0 && !state.showsRemoved
  const first = (): string => state.selected.at(-1)?.id ?? ""
  return [
    {
      id: "library.map",
      label: "Open the map of the song",
      keys: "M",
      hint: "Map",
      group,
      isEnabled: hasKept,
      run: () => studio.navigation.openSong(first()),
    },
    {
      id: "library.tag",
      label: "Add a tag",
      keys: "T",
      hint: "Tag",
      group,
      isEnabled: hasKept,
      run: () => {
        if (!isPanelOpen(studio)) togglePanel(studio)
        state.isTagging = true
      },
    },
    {
      id: "library.rename",
      label: "Rename the song",
      keys: "F2",
      hint: "Rename",
      group,
      isEnabled: hasKept,
      run: () => (state.renamingId = first()),
    },
    {
      id: "library.remove",
      label: "Remove from the library",
      keys: ["Delete", "Backspace"],
      hint: "Remove",
      group,
      isEnabled: hasKept,
      run: () => removeSongs(studio, state.selected).then(doors.focusTable),
    },
    {
      id: "library.restore",
      label: "Restore the song",
      group,
      isEnabled: () => state.showsRemoved && state.selected.length > 0,
      run: () => restoreSongs(studio, state.selected),
    },
  ]
}

/** First the selection, then the filter, as in every view. */
function clear({ selection }: Studio, state: LibraryState): void {
  if (selection.ids.length > 0) selection.clear()
  else if (state.isFiltered) state.clearFilter()
  else state.showsRemoved = false
}

const PANEL = "library.panel-open"
export const isPanelOpen = ({ preferences }: Studio): boolean =>
  preferences.read(PANEL, z.boolean(), true)
export const togglePanel = (studio: Studio): void =>
  studio.preferences.write(PANEL, !isPanelOpen(studio))
