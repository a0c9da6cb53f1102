/** What the Deck is for at the moment. */
export const DECK_MODES = [
  { value: "free", label: "Free" },
  { value: "practice", label: "Practice" },
  { value: "jam", label: "Jam" },
] as const
export type DeckMode = (typeof DECK_MODES)[number]["value"]
