import initial from "./0001-initial.ts"

/** In order, for ever: a migration that has shipped is never edited. */
export const migrations = [initial]
