import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from "electron"

/** Whether a message came from the top frame of this window while it shows our own page. */
export function isFromStudio(
  event: IpcMainEvent | IpcMainInvokeEvent,
  contents: WebContents,
  origin: string,
): boolean {
  const { sender, senderFrame } = event
  if (sender !== contents || !senderFrame || senderFrame !== contents.mainFrame) return false
  return senderFrame.url === origin || senderFrame.url.startsWith(`${origin}/`)
}
