/** The system's dialogs. Paths come from here, from a drop or from a command line, and never from the page. */
import { dialog, type BrowserWindow, type OpenDialogOptions } from "electron"
import { existsSync } from "node:fs"
import { basename, extname } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { AUDIO_EXTENSIONS } from "#shared/contract/audio-extensions.ts"

const OPEN: Record<"files" | "folder" | "stems", OpenDialogOptions> = {
  files: {
    title: "Import songs",
    buttonLabel: "Import",
    properties: ["openFile", "multiSelections"],
    filters: [
      { name: "Audio", extensions: [...AUDIO_EXTENSIONS] },
      { name: "All files", extensions: ["*"] },
    ],
  },
  folder: {
    title: "Import a folder of songs",
    buttonLabel: "Import",
    properties: ["openDirectory"],
  },
  stems: {
    title: "Import a folder of stems as one song",
    buttonLabel: "Import as stems",
    properties: ["openDirectory"],
  },
}

/** Empty where the person cancelled. */
export async function askWhatToImport(
  window: BrowserWindow,
  what: "files" | "folder" | "stems",
): Promise<string[]> {
  return (await dialog.showOpenDialog(window, OPEN[what])).filePaths
}

/** Empty where the person cancelled. */
export async function askWhatToLearnFrom(
  window: BrowserWindow,
  what: "files" | "folder",
): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: what === "folder" ? "A folder of music to learn from" : "Music to learn from",
    buttonLabel: "Learn from this",
    properties: what === "folder" ? ["openDirectory"] : ["openFile", "multiSelections"],
    filters: [
      { name: "Notes", extensions: ["mid", "midi", "musicxml", "mxl", "xml", "abc", "krn", "zip"] },
      { name: "All files", extensions: ["*"] },
    ],
  })
  return filePaths
}

export async function askWhereToSave(window: BrowserWindow, name: string): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: name })
  return filePath || null
}

export async function askForFolder(window: BrowserWindow, title: string): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: "Choose",
    properties: ["openDirectory", "createDirectory"],
  })
  return filePaths[0] ?? null
}

/** A file that is to stand for a lost recording, or the folder to look for lost ones in. */
export async function askWhereRecordingsAre(
  window: BrowserWindow,
  what: "file" | "folder",
): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: what === "file" ? "Which file is it?" : "Where are the recordings?",
    buttonLabel: what === "file" ? "Use this file" : "Search here",
    properties: [what === "file" ? "openFile" : "openDirectory"],
    ...(what === "file" ? { filters: OPEN.files.filters ?? [] } : {}),
  })
  return filePaths[0] ?? null
}

const PROJECT = { name: "Slipmat projects", extensions: ["slipmat"] }
const MODEL = { name: "Models of music", extensions: ["safetensors", "onnx"] }
const EXPORTS = {
  wav: { name: "WAV", extensions: ["wav"] },
  flac: { name: "FLAC", extensions: ["flac"] },
  mp3: { name: "MP3", extensions: ["mp3"] },
  ogg: { name: "Ogg Vorbis", extensions: ["ogg"] },
  midi: { name: "Standard MIDI files", extensions: ["mid"] },
  dawproject: { name: "DAWproject", extensions: ["dawproject"] },
  musicxml: { name: "MusicXML", extensions: ["musicxml", "mxl", "xml"] },
}

export async function askWhichProject(window: BrowserWindow): Promise<string | null> {
  const midi = { name: "MIDI files", extensions: ["mid", "midi"] }
  const { dawproject, musicxml } = EXPORTS
  const kinds = [PROJECT, midi, dawproject, musicxml]
  const extensions = kinds.flatMap((kind) => kind.extensions)
  const all = { name: "Projects, MIDI files and scores", extensions }
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Open a project",
    properties: ["openFile"],
    filters: [all, ...kinds],
  })
  return filePaths[0] ?? null
}

/** Exports that are one file. */
export type FileKind = keyof typeof EXPORTS

export async function askWhichModel(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: "Import a model",
    properties: ["openFile"],
    filters: [{ name: "Models of music", extensions: ["safetensors"] }],
  })
  return filePaths[0] ?? null
}

export async function askWhereToKeep(
  window: BrowserWindow,
  name: string,
  kind: "project" | "model" | FileKind,
): Promise<string | null> {
  const filter = { ...EXPORTS, project: PROJECT, model: MODEL }[kind]
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${name}.${filter.extensions[0]}`,
    filters: [filter],
  })
  return filePath ? withEnding(filePath, filter.extensions) : null
}

/** The desktop adds no ending to a typed name; what it asked about then was another file. */
function withEnding(path: string, extensions: readonly string[]): string {
  if (extensions.includes(extname(path).slice(1).toLowerCase())) return path
  const whole = `${path}.${extensions[0]}`
  if (existsSync(whole))
    fail("conflict", `${basename(whole)} is there already: give its whole name to replace it`)
  return whole
}
