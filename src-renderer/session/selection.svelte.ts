/** One selection for all views: an ordered list of ids of one kind, plus an optional range of time. */
export type SelectionKind = "song" | "part" | "chunk" | "track" | "clip" | "note"

export interface TimeRange {
  startSeconds: number
  endSeconds: number
}

/** The id of a chunk in the selection: its part and its index there. */
export const chunkKey = (partId: string, index: number): string => `${partId}#${index}`

export function parseChunkKey(key: string): { partId: string; index: number } {
  const at = key.lastIndexOf("#")
  return { partId: key.slice(0, at), index: Number(key.slice(at + 1)) }
}

export class Selection {
  kind = $state<SelectionKind>("song")
  ids = $state.raw<readonly string[]>([])
  range = $state.raw<TimeRange | null>(null)

  #set = $derived(new Set(this.ids))
  /** The one last added: what the inspector shows first. */
  last = $derived(this.ids.at(-1) ?? null)

  /** The ids, if they are of this kind; otherwise none. */
  of(kind: SelectionKind): readonly string[] {
    return kind === this.kind ? this.ids : []
  }

  has(kind: SelectionKind, id: string): boolean {
    return kind === this.kind && this.#set.has(id)
  }

  /** Selects exactly these, in this order, without repetition. */
  set(kind: SelectionKind, ids: Iterable<string>): void {
    this.kind = kind
    this.ids = [...new Set(ids)]
  }

  toggle(kind: SelectionKind, id: string): void {
    if (this.has(kind, id)) this.ids = this.ids.filter((other) => other !== id)
    else this.set(kind, [...this.of(kind), id])
  }

  append(kind: SelectionKind, ids: Iterable<string>): void {
    this.set(kind, [...this.of(kind), ...ids])
  }

  clear(): void {
    this.ids = []
    this.range = null
  }
}
