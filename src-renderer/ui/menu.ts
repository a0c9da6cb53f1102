export interface MenuItem {
  label: string
  keys?: string | undefined
  isDisabled?: boolean
  isDanger?: boolean
  /** A line above it. */
  startsGroup?: boolean
  run(): unknown
}
