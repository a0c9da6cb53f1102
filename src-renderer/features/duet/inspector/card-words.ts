/** What a model's card calls things by, in plain words. */

/** Music that starters learnt from: cards have it by the names of its files. */
const SOURCES: Readonly<Record<string, string>> = {
  chopin: "Chopin’s first editions",
  lieder: "songs of the OpenScore Lieder Corpus",
  "jsb-chorales": "chorales of J. S. Bach",
  freedoom: "music of the game Freedoom",
  groove: "drummers of the Groove MIDI Dataset",
}

const METHODS: Readonly<Record<string, string>> = {
  repeat: "Repeating the bar before",
  "note frequencies": "Note frequencies",
  // Beside those of notes: words are the steps in which a model writes one.
  "5-gram": "5-gram of words",
}

/** Of somebody's own music: as it was called. */
export const sourceText = (name: string): string => SOURCES[name] ?? name

/** A simple method that a model is held against. */
export const methodText = (name: string): string => METHODS[name] ?? name
