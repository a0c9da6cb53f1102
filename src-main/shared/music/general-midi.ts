/**
 * Names of General MIDI (RP-003 for programs and drums 35..81, General MIDI 2 for the other drums) and of the controllers
 * (MIDI 1.0 Detailed Specification, table III, with the later RP-015, RP-021 and CA-031).
 */
export interface ProgramFamily {
  name: string
  /** Eight programs, the first of them `index of the family * 8`. */
  programs: readonly string[]
}

const family = (name: string, programs: string): ProgramFamily => ({
  name,
  programs: programs.split(", "),
})

/** Sixteen families of eight: programs 0..127. */
export const PROGRAM_FAMILIES: readonly ProgramFamily[] = [
  family(
    "Piano",
    "Acoustic Grand Piano, Bright Acoustic Piano, Electric Grand Piano, Honky-tonk Piano, Electric Piano 1, Electric Piano 2, Harpsichord, Clavi",
  ),
  family(
    "Chromatic Percussion",
    "Celesta, Glockenspiel, Music Box, Vibraphone, Marimba, Xylophone, Tubular Bells, Dulcimer",
  ),
  family(
    "Organ",
    "Drawbar Organ, Percussive Organ, Rock Organ, Church Organ, Reed Organ, Accordion, Harmonica, Tango Accordion",
  ),
  family(
    "Guitar",
    "Acoustic Guitar (nylon), Acoustic Guitar (steel), Electric Guitar (jazz), Electric Guitar (clean), Electric Guitar (muted), Overdriven Guitar, Distortion Guitar, Guitar Harmonics",
  ),
  family(
    "Bass",
    "Acoustic Bass, Electric Bass (finger), Electric Bass (pick), Fretless Bass, Slap Bass 1, Slap Bass 2, Synth Bass 1, Synth Bass 2",
  ),
  family(
    "Strings",
    "Violin, Viola, Cello, Contrabass, Tremolo Strings, Pizzicato Strings, Orchestral Harp, Timpani",
  ),
  family(
    "Ensemble",
    "String Ensemble 1, String Ensemble 2, Synth Strings 1, Synth Strings 2, Choir Aahs, Voice Oohs, Synth Voice, Orchestra Hit",
  ),
  family(
    "Brass",
    "Trumpet, Trombone, Tuba, Muted Trumpet, French Horn, Brass Section, Synth Brass 1, Synth Brass 2",
  ),
  family(
    "Reed",
    "Soprano Sax, Alto Sax, Tenor Sax, Baritone Sax, Oboe, English Horn, Bassoon, Clarinet",
  ),
  family("Pipe", "Piccolo, Flute, Recorder, Pan Flute, Blown Bottle, Shakuhachi, Whistle, Ocarina"),
  family(
    "Synth Lead",
    "Lead 1 (square), Lead 2 (sawtooth), Lead 3 (calliope), Lead 4 (chiff), Lead 5 (charang), Lead 6 (voice), Lead 7 (fifths), Lead 8 (bass + lead)",
  ),
  family(
    "Synth Pad",
    "Pad 1 (new age), Pad 2 (warm), Pad 3 (polysynth), Pad 4 (choir), Pad 5 (bowed), Pad 6 (metallic), Pad 7 (halo), Pad 8 (sweep)",
  ),
  family(
    "Synth Effects",
    "FX 1 (rain), FX 2 (soundtrack), FX 3 (crystal), FX 4 (atmosphere), FX 5 (brightness), FX 6 (goblins), FX 7 (echoes), FX 8 (sci-fi)",
  ),
  family("Ethnic", "Sitar, Banjo, Shamisen, Koto, Kalimba, Bag Pipe, Fiddle, Shanai"),
  family(
    "Percussive",
    "Tinkle Bell, Agogo, Steel Drums, Woodblock, Taiko Drum, Melodic Tom, Synth Drum, Reverse Cymbal",
  ),
  family(
    "Sound Effects",
    "Guitar Fret Noise, Breath Noise, Seashore, Bird Tweet, Telephone Ring, Helicopter, Applause, Gunshot",
  ),
]

/** Drums are played on this channel, the tenth. */
export const DRUM_CHANNEL = 9
export const FIRST_DRUM_KEY = 27

/** Keys 27..87 of the standard kit. */
const DRUMS = [
  "High Q, Slap, Scratch Push, Scratch Pull, Sticks, Square Click, Metronome Click, Metronome Bell",
  "Acoustic Bass Drum, Bass Drum 1, Side Stick, Acoustic Snare, Hand Clap, Electric Snare, Low Floor Tom",
  "Closed Hi-Hat, High Floor Tom, Pedal Hi-Hat, Low Tom, Open Hi-Hat, Low-Mid Tom, Hi-Mid Tom",
  "Crash Cymbal 1, High Tom, Ride Cymbal 1, Chinese Cymbal, Ride Bell, Tambourine, Splash Cymbal, Cowbell, Crash Cymbal 2",
  "Vibraslap, Ride Cymbal 2, Hi Bongo, Low Bongo, Mute Hi Conga, Open Hi Conga, Low Conga, High Timbale, Low Timbale",
  "High Agogo, Low Agogo, Cabasa, Maracas, Short Whistle, Long Whistle, Short Guiro, Long Guiro",
  "Claves, Hi Wood Block, Low Wood Block, Mute Cuica, Open Cuica, Mute Triangle, Open Triangle",
  "Shaker, Jingle Bell, Bell Tree, Castanets, Mute Surdo, Open Surdo",
].flatMap((names) => names.split(", "))

/** First number of each run of controllers, and their names. Numbers in none are not defined. */
const CONTROLLERS: readonly (readonly [first: number, names: string])[] = [
  [0, "Bank Select, Modulation, Breath"],
  [4, "Foot, Portamento Time, Data Entry, Volume, Balance"],
  [10, "Pan, Expression, Effect 1, Effect 2"],
  [16, "General Purpose 1, General Purpose 2, General Purpose 3, General Purpose 4"],
  [64, "Sustain Pedal, Portamento, Sostenuto, Soft Pedal, Legato, Hold 2"],
  [70, "Sound Variation, Resonance, Release Time, Attack Time, Brightness"],
  [75, "Decay Time, Vibrato Rate, Vibrato Depth, Vibrato Delay, Sound Controller 10"],
  [80, "General Purpose 5, General Purpose 6, General Purpose 7, General Purpose 8"],
  [84, "Portamento Control"],
  [88, "High Resolution Velocity"],
  [91, "Reverb Send, Tremolo Depth, Chorus Send, Detune Depth, Phaser Depth"],
  [96, "Data Increment, Data Decrement, NRPN (fine), NRPN (coarse), RPN (fine), RPN (coarse)"],
  [120, "All Sound Off, Reset All Controllers, Local Control, All Notes Off"],
  [124, "Omni Off, Omni On, Mono On, Poly On"],
]
const FIRST_FINE = 32
const FINE_COUNT = 32
const CONTROLLER_NAMES = new Map(
  CONTROLLERS.flatMap(([first, names]) =>
    names.split(", ").map((name, index) => [first + index, name] as const),
  ),
)

/** `program` is 0..127; undefined outside. */
export function programName(program: number): string | undefined {
  return programFamily(program)?.programs[program % 8]
}

export function programFamily(program: number): ProgramFamily | undefined {
  return PROGRAM_FAMILIES[Math.floor(program / 8)]
}

/** `key` is 27..87; undefined outside. */
export function drumName(key: number): string | undefined {
  return DRUMS[key - FIRST_DRUM_KEY]
}

/** Drum sets by program, of General MIDI 2 ("General MIDI 2", RP-024, appendix: percussion sound sets). */
export const DRUM_SETS: readonly (readonly [program: number, name: string])[] = [
  [0, "Standard kit"],
  [8, "Room kit"],
  [16, "Power kit"],
  [24, "Electronic kit"],
  [25, "Analog kit"],
  [32, "Jazz kit"],
  [40, "Brush kit"],
  [48, "Orchestra kit"],
]

/** The set that a program plays on the drum channel: between two of them the lower one sounds. */
export const drumSetName = (program: number): string =>
  DRUM_SETS.findLast(([first]) => first <= program)?.[1] ?? "Drums"

/** The name of a controller, 0..127: of one the standards leave open it is its number, as in "CC 3". */
export function controllerName(controller: number): string {
  const name = CONTROLLER_NAMES.get(controller)
  if (name !== undefined) return name
  // Controllers 32..63 are the low seven bits of 0..31.
  const isFine = controller >= FIRST_FINE && controller < FIRST_FINE + FINE_COUNT
  const coarse = isFine ? CONTROLLER_NAMES.get(controller - FIRST_FINE) : undefined
  return coarse === undefined ? `CC ${controller}` : `${coarse} (fine)`
}
