export type { Mark } from "./marks.ts"
export {
  practiceRound,
  type PracticeGroup,
  type PracticeOptions,
  type PracticeRound,
  type TimedMark,
} from "./round.ts"
export { practiceWords, signedMs } from "./words.ts"
