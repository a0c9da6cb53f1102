/** Goes to a view and runs a command of it as soon as it is there: views are fetched when they are first opened. */
import { untrack } from "svelte"
import type { Studio, ViewName } from "../../session/index.ts"

export function runInView({ commands, navigation }: Studio, view: ViewName, id: string): void {
  navigation.go(view)
  const stop = $effect.root(() => {
    $effect(() => {
      const isElsewhere = navigation.view !== view
      if (!isElsewhere && !commands.find(id)) return
      queueMicrotask(() => stop())
      if (!isElsewhere) untrack(() => commands.run(id))
    })
  })
}
