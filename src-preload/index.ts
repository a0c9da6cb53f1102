/**
 * The window's only door to the desktop. It knows no procedure: it passes message ports on, and turns dropped files
 * into paths for the shell, which the page itself must not be able to name.
 */
import { contextBridge, ipcRenderer, webUtils } from "electron"

ipcRenderer.on("slipmat:port", (event, name: string) => {
  window.postMessage({ slipmatPort: name }, window.location.origin, event.ports)
})

contextBridge.exposeInMainWorld("slipmat", {
  requestPorts(): void {
    ipcRenderer.send("slipmat:request-ports")
  },
  async importDropped(files: File[]): Promise<void> {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== "")
    await ipcRenderer.invoke("slipmat:import-dropped", paths)
  },
})
