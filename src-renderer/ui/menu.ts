export interface MenuItem {
  label: string
  keys?: string | undefined
  isDisabled?: boolean
  isDanger?: boolean
  /** A tick before it: what is chosen of several, or on. */
  isChecked?: boolean
  /** A line above it. */
  startsGroup?: boolean
  /** In a menu of their own beside it; `run` is then not called. */
  items?: readonly MenuItem[]
  run(): unknown
}

/** What a control has to do with MIDI devices. */
export interface ControlMidi {
  items(): readonly MenuItem[]
  /** The next control of a device that moves will move it. */
  readonly isLearning: boolean
}
