/** Everything that may run on a worker thread. */
import { bounceTask, describeTask, groupTask, layoutTask, placeTask } from "./chunks/index.ts"
import { arrangeTask, readMusicTask } from "./datasets/index.ts"
import { alignTask, gestureTask } from "./gestures/index.ts"
import { decodeTask } from "./imports/index.ts"
import { renderTask } from "./projects/index.ts"
import {
  scratchFitTask,
  scratchPractiseTask,
  scratchSearchTask,
  scratchSoundTask,
} from "./scratch/index.ts"

export const tasks = {
  align: alignTask,
  arrange: arrangeTask,
  bounce: bounceTask,
  decode: decodeTask,
  describe: describeTask,
  gesture: gestureTask,
  group: groupTask,
  layout: layoutTask,
  place: placeTask,
  readMusic: readMusicTask,
  render: renderTask,
  scratchFit: scratchFitTask,
  scratchPractise: scratchPractiseTask,
  scratchSearch: scratchSearchTask,
  scratchSound: scratchSoundTask,
}

export type Tasks = typeof tasks
