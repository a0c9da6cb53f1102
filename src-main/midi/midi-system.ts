/** What the host needs of whoever opens MIDI ports. */
export interface MidiSystem {
  inputNames(): string[]
  /** @returns the function that closes it. @throws where another program has it */
  openInput(name: string, receive: (bytes: Uint8Array) => void): () => void
  outputNames(): string[]
  /** @throws where another program has it */
  openOutput(name: string): OpenOutput
}

export interface OpenOutput {
  send(bytes: Uint8Array): void
  close(): void
}
