/**
 * Controls of MIDI devices that move the project: a binding is learned by moving something, kept in the project, and moves
 * its target through the project's commands, from where the control meets the value on.
 */
import { ControlMoves, PAIR_MS, Pickup, type ControlMove } from "#shared/music/index.ts"
import { targetKey, type ControlTarget, type MidiBinding } from "#shared/project/index.ts"
import type { ProjectSession } from "../session/index.ts"
import { commandId, CONTROL_COMMANDS, Presses } from "./control-commands.ts"
import { Hand } from "./hand.ts"
import { parameterOf, type Parameter } from "./parameters.ts"
import { sourceText } from "./words.ts"

interface Options {
  project: ProjectSession
  commands: { run(id: string): void }
  /** Told in a sentence what was learned. */
  onLearned(text: string): void
}

/** A binding as lists show it. */
export interface BindingRow {
  readonly target: ControlTarget
  readonly label: string
  readonly source: string
}

const CONTROLLERS_OF_PAIRS = 32
const NOTE_OFF = 0x80
const NOTE_ON = 0x90
const CONTROL = 0xb0

export class MidiControls {
  /** What is to be moved by the control that moves next. */
  learning = $state.raw<ControlTarget | null>(null)
  #options: Options
  #hand: Hand
  #ports = new Map<string, ControlMoves>()
  #presses = new Presses()
  #pickups = new Map<string, Pickup>()
  #timer: ReturnType<typeof setTimeout> | undefined

  #bindings = $derived.by((): readonly MidiBinding[] => {
    const { project } = this.#options
    return project.isOpen ? (project.project.midiBindings ?? []) : []
  })
  #byTarget = $derived(new Map(this.#bindings.map((each) => [targetKey(each.target), each])))
  #bySource = $derived(Map.groupBy(this.#bindings, ({ port, source }) => sourceKey(port, source)))

  constructor(options: Options) {
    this.#options = options
    this.#hand = new Hand(options.project)
  }

  /** All bindings of the project, as they were learned. */
  get rows(): readonly BindingRow[] {
    return this.#bindings.map((binding) => ({
      target: binding.target,
      label: this.labelOf(binding.target),
      source: sourceText(binding),
    }))
  }

  labelOf(target: ControlTarget): string {
    if (target.kind === "command") return CONTROL_COMMANDS[target.command]
    const { project } = this.#options
    const parameter = project.isOpen ? parameterOf(project.project, target) : undefined
    return parameter?.label ?? "Something that is not there any more"
  }

  bindingOf(target: ControlTarget): MidiBinding | undefined {
    return this.#byTarget.get(targetKey(target))
  }

  learn(target: ControlTarget): void {
    this.learning = target
  }

  cancel(): void {
    this.learning = null
  }

  forget(target: ControlTarget): void {
    this.#hand.end()
    this.#options.project.run("midi.unbind", { target })
  }

  /**
   * A message of a device. @param atMs on the clock of `performance.now()`
   * @returns whether it is a bound control's, or was learned: then it plays nothing
   */
  hear(message: number, atMs: number, port: string): boolean {
    if (this.#bindings.length === 0 && !this.learning) return false
    const moves = this.#ports.get(port) ?? this.#open(port)
    const move = moves.read(message, atMs)
    if (move) return this.#take(port, move)
    this.#wait()
    return this.#isOurs(port, message)
  }

  #open(port: string): ControlMoves {
    const moves = new ControlMoves((channel, controller) => {
      if (this.learning) return controller < CONTROLLERS_OF_PAIRS
      const key = sourceKey(port, { kind: "control", channel, controller, isFine: true })
      return this.#bySource.get(key)?.some(({ source }) => isFine(source)) ?? false
    })
    this.#ports.set(port, moves)
    return moves
  }

  /** Upper bits without lower ones count when their time is over. */
  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      for (const [port, moves] of this.#ports)
        for (const move of moves.due(performance.now())) this.#take(port, move)
    }, PAIR_MS + 1)
  }

  #take(port: string, move: ControlMove): boolean {
    const { learning } = this
    if (learning) {
      this.learning = null
      this.#bind({ target: learning, port, source: move.source })
      return true
    }
    const bound = this.#bySource.get(sourceKey(port, move.source)) ?? []
    for (const { target } of bound) this.#move(target, move)
    return bound.length > 0
  }

  #bind(binding: MidiBinding): void {
    const { project, onLearned } = this.#options
    this.#hand.end()
    this.#pickups.delete(targetKey(binding.target))
    if (project.run("midi.bind", { binding }))
      onLearned(`${this.labelOf(binding.target)} follows ${sourceText(binding)}.`)
  }

  #move(target: ControlTarget, { source, place }: ControlMove): void {
    const { commands, project } = this.#options
    if (target.kind === "command") {
      const isPress = source.kind === "note" || this.#presses.takes(targetKey(target), place)
      if (isPress) commands.run(commandId(target.command))
      return
    }
    const parameter = parameterOf(project.project, target)
    if (!parameter || this.#hand.isBlocked) return
    const key = targetKey(target)
    const at = this.#hand.placeOf(key) ?? parameter.place
    const { positions } = parameter
    const put = (to: number): void =>
      this.#hand.move(key, { label: parameter.action, step: parameter.set(to), place: to })
    if (source.kind === "note") {
      this.#hand.end()
      const to = nextPlace(at, parameter)
      project.runAll(parameter.action, [parameter.set(to)])
    } else if (positions !== undefined) {
      const to = Math.round(place * (positions - 1)) / (positions - 1)
      if (to !== at) put(to)
    } else {
      const pickup = this.#pickups.get(key) ?? new Pickup()
      this.#pickups.set(key, pickup)
      if (pickup.takes(place, at)) put(place)
    }
  }

  /** Of what moves nothing yet: upper bits that wait, and the ends of notes whose beginnings nobody else heard. */
  #isOurs(port: string, message: number): boolean {
    const [channel, first] = [(message >> 16) & 0xf, (message >> 8) & 0x7f]
    switch ((message >> 16) & 0xf0) {
      case NOTE_OFF:
      case NOTE_ON:
        return this.#bySource.has(sourceKey(port, { kind: "note", channel, pitch: first }))
      case CONTROL: {
        const source = { kind: "control", channel, controller: first, isFine: false } as const
        return this.learning !== null || this.#bySource.has(sourceKey(port, source))
      }
      default:
        return false
    }
  }
}

const isFine = (source: MidiBinding["source"]): boolean =>
  source.kind === "control" && source.isFine

/** One controller is one control, in however many messages it comes. */
function sourceKey(port: string, source: MidiBinding["source"]): string {
  const { kind, channel } = source
  if (kind === "control") return `${port} control ${channel} ${source.controller}`
  return kind === "note" ? `${port} note ${channel} ${source.pitch}` : `${port} bend ${channel}`
}

/** Where a note puts it: the next of so many positions, after the last the first; else where it begins, or the lower end. */
function nextPlace(at: number, { positions, rest }: Parameter): number {
  if (positions === undefined) return at === rest ? 0 : rest
  return ((Math.round(at * (positions - 1)) + 1) % positions) / Math.max(1, positions - 1)
}
