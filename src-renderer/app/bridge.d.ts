/** What the preload script gives the window. It knows no procedure: calls go over the ports (see engine/dom-port.ts). */
interface SlipmatBridge {
  /** Asks the shell for the ports; they arrive as window messages now and again after every restart of the engine. */
  requestPorts(): void
  /**
   * Imports files that were dropped or pasted. Their paths go straight to the shell, the window never sees them. Gives
   * `Dropped<{ jobIds }>` of dropped.ts.
   */
  importDropped(files: File[]): Promise<unknown>
  /** Takes music in to learn from: `Dropped<{ jobId, datasetId }>`. */
  learnFromDropped(files: File[]): Promise<unknown>
  /** Opens a project's file that was dropped, of this studio or of another program: `Dropped<OpenedProject>`. */
  openDropped(file: File): Promise<unknown>
}

interface Window {
  readonly slipmat: SlipmatBridge
}
