/** The bytes hold nothing that can be read as a Standard MIDI File. `byte` is where that became clear, counted from 0. */
export class MidiFileError extends Error {
  override name = "MidiFileError"
  readonly byte: number

  constructor(sentence: string, byte: number) {
    super(`${sentence} (byte ${byte})`)
    this.byte = byte
  }
}
