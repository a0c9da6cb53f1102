/** No page but ours, no second window, no embedded one. */
import type { App } from "electron"

export function guardContents(app: App): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }))
    contents.on("will-navigate", (event) => event.preventDefault())
    contents.on("will-redirect", (event) => event.preventDefault())
    contents.on("will-frame-navigate", (event) => event.preventDefault())
    contents.on("will-attach-webview", (event) => event.preventDefault())
  })
}
