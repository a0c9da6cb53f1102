/** Views of what the library keeps, each fetched when it is first opened. */
import type { Component } from "svelte"
import type { ViewName } from "../session/index.ts"
import LazyDeck from "./LazyDeck.svelte"
import LazyMap from "./LazyMap.svelte"
import LazyScratch from "./LazyScratch.svelte"
import LazyTrain from "./LazyTrain.svelte"

export const OWN_VIEWS: Partial<Record<ViewName, Component>> = {
  ...{ map: LazyMap, deck: LazyDeck, scratch: LazyScratch, train: LazyTrain },
}
