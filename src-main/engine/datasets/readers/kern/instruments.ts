/** General MIDI's programs for Humdrum's names of instruments (`*Ivioln`), those that scores have most. */

const PROGRAMS: Readonly<Record<string, number>> = {
  piano: 0,
  fortp: 0,
  cemba: 6,
  clavi: 7,
  organ: 19,
  guitr: 24,
  lute: 24,
  violn: 40,
  viola: 41,
  cello: 42,
  cbass: 43,
  gamba: 42,
  harp: 46,
  timpa: 47,
  tromp: 56,
  tromb: 57,
  tuba: 58,
  cor: 60,
  horn: 60,
  sax: 65,
  oboe: 68,
  cangl: 69,
  fagot: 70,
  clars: 71,
  clarinet: 71,
  flt: 73,
  flts: 73,
  recor: 74,
  vox: 52,
  soprn: 52,
  mezzo: 52,
  alto: 52,
  calto: 52,
  tenor: 52,
  barit: 52,
  bass: 52,
}

/** @param interpretation such as `*Ipiano` @returns undefined where it names none that is known */
export function programOf(interpretation: string): number | undefined {
  const name = /^\*I([a-z]{2,20})/.exec(interpretation)?.[1] ?? ""
  return Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined
}
