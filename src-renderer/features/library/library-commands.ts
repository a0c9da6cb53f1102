/** What can be done in the library, as commands: keys, palette, status bar. */
import { z } from "zod"
import type { Transport } from "../../audio/index.ts"
import type { Command, Studio } from "../../session/index.ts"
import type { LibraryState } from "./library-state.svelte.ts"
import { playSong } from "./song-sound.ts"
import { openMapOf } from "./open-map.ts"
import { removeSongs, restoreSongs, type SongAfter } from "./song-actions.ts"

interface Doors {
  focusSearch(): void
}

const group = "Library"

interface Desk {
  studio: Studio
  shelf: LibraryState
  transport: Transport
}

export function libraryCommands(desk: Desk, doors: Doors): Command[] {
  const { studio, shelf } = desk
  return [
    {
      id: "library.search",
      label: "Search the library",
      keys: "/",
      hint: "Search",
      group,
      isEnabled: () => shelf.all.length > 0,
      run: doors.focusSearch,
    },
    ...songCommands(desk),
    {
      id: "library.select-all",
      label: "Select all songs",
      keys: "Ctrl+A",
      group,
      isEnabled: () => shelf.songs.length > 0,
      run: () => shelf.chooseAll(),
    },
    {
      id: "library.clear",
      label: "Clear selection and filters",
      keys: "Escape",
      group,
      isListed: false,
      run: () => clear(studio, shelf),
    },
    {
      id: "library.show-removed",
      label: "Show removed songs",
      group,
      isEnabled: () => !shelf.showsRemoved,
      run: () => (shelf.showsRemoved = true),
    },
    {
      id: "library.verify",
      label: "Check the library",
      group,
      also: "verify files disk doctor",
      run: () => (shelf.isVerifying = true),
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

function songCommands({ studio, shelf, transport }: Desk): Command[] {
  const hasKept = (): boolean => shelf.selected.length > 0 && !shelf.showsRemoved
  const songAfter: SongAfter = (gone) => shelf.songAfter(gone)
  const first = (): string => shelf.selected.at(-1)?.id ?? ""
  return [
    {
      id: "library.play",
      label: "Play the selected song",
      keys: "Space",
      hint: "Play",
      group,
      // Anything that plays is paused by the same key; so is the song that is open already.
      isEnabled: () => hasKept() && !transport.isPlaying && transport.parts[0]?.songId !== first(),
      run: () => playSong(studio, transport, shelf.selected.at(-1)),
    },
    {
      id: "library.map",
      label: "Open the map of the song, or of several together",
      keys: "M",
      hint: "Map",
      group,
      isEnabled: hasKept,
      run: () => openMapOf(studio, shelf.selected),
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
        shelf.isTagging = true
      },
    },
    {
      id: "library.rename",
      label: "Rename the song",
      keys: "F2",
      hint: "Rename",
      group,
      isEnabled: hasKept,
      run: () => (shelf.renamingId = first()),
    },
    {
      id: "library.remove",
      label: "Remove from the library",
      keys: ["Delete", "Backspace"],
      hint: "Remove",
      group,
      isEnabled: hasKept,
      run: () => removeSongs(studio, shelf.selected, songAfter),
    },
    {
      id: "library.restore",
      label: "Restore the song",
      group,
      isEnabled: () => shelf.showsRemoved && shelf.selected.length > 0,
      run: () => restoreSongs(studio, shelf.selected, songAfter),
    },
  ]
}

/** First the selection, then the filter, as in every view. */
function clear({ selection }: Studio, shelf: LibraryState): void {
  if (selection.ids.length > 0) selection.clear()
  else if (shelf.isFiltered) shelf.clearFilter()
  else shelf.showsRemoved = false
}

const PANEL = "library.panel-open"
export const isPanelOpen = ({ preferences }: Studio): boolean =>
  preferences.read(PANEL, z.boolean(), true)
export const togglePanel = (studio: Studio): void =>
  studio.preferences.write(PANEL, !isPanelOpen(studio))
