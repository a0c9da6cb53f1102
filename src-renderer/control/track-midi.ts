/** Which MIDI input a track hears, and where its notes go: the entries of its menu, and what follows from them. */
import type { Track, TrackInput } from "#shared/project/index.ts"
import type { Studio } from "../session/index.ts"
import type { MenuItem } from "../ui/menu.ts"

type MidiInput = Extract<TrackInput, { kind: "midi" }>

const CHANNELS = Array.from({ length: 16 }, (_, channel) => channel)
const ANY: MidiInput = { kind: "midi", source: "", monitoring: "armed" }

const inputOf = ({ input }: Track): MidiInput => (input?.kind === "midi" ? input : ANY)

export const playsNotes = ({ kind }: Track): boolean => kind === "instrument" || kind === "drum"

/** Whether a track hears what comes from an input on a channel, 0 to 15. */
export function hearsMidi(track: Track, port: string, channel: number): boolean {
  const { source, channel: own = channel } = inputOf(track)
  return (source === "" || source === port) && own === channel
}

/** Of a track that plays notes; none for others. */
export function trackMidiItems({ midi, project }: Studio, track: Track): readonly MenuItem[] {
  if (!playsNotes(track)) return []
  const input = inputOf(track)
  const { midiOutput } = track
  const trackIds = [track.id]
  const hear = (changes: Partial<MidiInput>): boolean =>
    project.run("track.input", { trackIds, input: { ...input, ...changes } })
  const send = (port: string, channel: number): boolean =>
    project.run("track.midi-output", { trackIds, midiOutput: { port, channel } })
  return [
    ...known("", midi.inputs, input.source).map((source) => ({
      label: source === "" ? "From all MIDI inputs" : `From ${there(source, midi.inputs)}`,
      isChecked: source === input.source,
      run: () => hear({ source }),
    })),
    {
      label: `Channel: ${input.channel === undefined ? "all" : input.channel + 1}`,
      run: nothing,
      items: [
        {
          label: "All channels",
          isChecked: input.channel === undefined,
          run: () => project.run("track.input", { trackIds, input: withoutChannel(input) }),
        },
        ...channels(input.channel, (channel) => hear({ channel })),
      ],
    },
    {
      label: "To no MIDI output",
      isChecked: midiOutput === undefined,
      startsGroup: true,
      run: () => project.run("track.midi-output", { trackIds, midiOutput: null }),
    },
    ...known(midiOutput?.port, midi.outputs).map((port) => ({
      label: `To ${there(port, midi.outputs)}`,
      isChecked: port === midiOutput?.port,
      run: () => send(port, midiOutput?.channel ?? 0),
    })),
    ...(midiOutput
      ? [
          {
            label: `Output channel: ${midiOutput.channel + 1}`,
            run: nothing,
            items: channels(midiOutput.channel, (channel) => send(midiOutput.port, channel)),
          },
        ]
      : []),
  ]
}

const withoutChannel = ({ kind, source, monitoring }: MidiInput): MidiInput => ({
  ...{ kind, source, monitoring },
})

const channels = (chosen: number | undefined, choose: (channel: number) => unknown): MenuItem[] =>
  CHANNELS.map((channel) => ({
    label: `Channel ${channel + 1}`,
    isChecked: channel === chosen,
    run: () => choose(channel),
  }))

/** Each once, also one that is chosen and not there. */
const known = (...names: (string | undefined | readonly string[])[]): string[] => [
  ...new Set(names.flat().filter((name) => name !== undefined)),
]
const there = (name: string, names: readonly string[]): string =>
  names.includes(name) ? name : `${name} (not there)`
const nothing = (): void => undefined
