/** The rendering of a song. What it takes, a synthesiser above all, is read when it is asked for: most engines render nothing. */
import type { renderTask as render } from "./render-io.ts"

export const renderTask: typeof render = async (input, context) => {
  const { renderTask: run } = await import("./render-io.ts")
  return run(input, context)
}
