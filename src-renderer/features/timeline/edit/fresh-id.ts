/** Ids of what the hand makes: the document takes them from outside, so that a replay gives the same document. */
export const freshId = (kind: string): string => `${kind}-${crypto.randomUUID()}`
