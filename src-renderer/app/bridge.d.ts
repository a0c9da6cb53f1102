/** What the preload script gives the window. It knows no procedure: calls go over the ports (see engine/dom-port.ts). */
interface SlipmatBridge {
  /** Asks the shell for the ports; they arrive as window messages now and again after every restart of the engine. */
  requestPorts(): void
  /** Imports files that were dropped or pasted. Their paths go straight to the shell, the window never sees them. */
  importDropped(files: File[]): Promise<void>
}

interface Window {
  readonly slipmat: SlipmatBridge
}
