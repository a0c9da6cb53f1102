import initial from "./0001-initial.ts"
import importWords from "./0002-import-words.ts"
import projects from "./0003-projects.ts"
import gestures from "./0004-gestures.ts"
import editedTakes from "./0005-edited-takes.ts"
import datasets from "./0006-datasets.ts"
import training from "./0007-training.ts"
import duet from "./0008-duet.ts"
import jam from "./0010-jam.ts"

/** In order, for ever: a migration that has shipped is never edited. */
export const migrations = [
  initial,
  importWords,
  projects,
  gestures,
  editedTakes,
  datasets,
  training,
  duet,
  jam,
]
