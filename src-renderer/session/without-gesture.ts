import type { History } from "#shared/project/index.ts"

/** The history before a gesture, whose own steps were not kept one by one. */
export const withoutGesture = ({ project, entries, at, gesture }: History): History => ({
  project: gesture?.before ?? project,
  entries,
  at,
})
