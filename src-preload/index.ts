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
  importDropped(files: File[]): Promise<unknown> {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== "")
    return ipcRenderer.invoke("slipmat:import-dropped", paths)
  },
  learnFromDropped(files: File[]): Promise<unknown> {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== "")
    return ipcRenderer.invoke("slipmat:learn-from-dropped", paths)
  },
  openDropped(file: File): Promise<unknown> {
    return ipcRenderer.invoke("slipmat:open-dropped", webUtils.getPathForFile(file))
  },
})
