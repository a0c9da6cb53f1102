/** The classifier that came with the program. */
import { readWhole } from "../../platform/node/whole-file-io.ts"
import { starterFiles } from "../../training/index.ts"
import { unpackClassifier, type ClassifierFile } from "./model-file.ts"

const MOST_BYTES = 1e8
let opened: ClassifierFile | null | undefined

/** Read once; null where it did not come with the program: rules alone name techniques then. @throws StudioError unreadable */
export function shippedClassifier(): ClassifierFile | null {
  if (opened !== undefined) return opened
  const path = starterFiles("scratch").get("classifier")
  return (opened = path === undefined ? null : unpackClassifier(readWhole(path, MOST_BYTES)))
}
