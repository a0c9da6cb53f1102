/** What kind of piece it is, by its title: the words that composers and publishers used for it, in several languages. */

const GENRES: readonly (readonly [genre: string, words: RegExp])[] = [
  ["mazurka", /ma[sz]o?urk|mazurek/],
  ["nocturne", /no[ct]+urn|notturn/],
  ["prelude", /pr[ae]e?lud/],
  ["etude", /etude|estudio|\bstudy|\bstudies|etiud/],
  ["waltz", /walt?z|valse|walzer|walc/],
  ["polonaise", /polon[ai]+[sz]|polacca/],
  ["ballade", /ballad/],
  ["scherzo", /scherzo/],
  ["rondo", /rond[oe]/],
  ["impromptu", /impromptu/],
  ["sonata", /sonat/],
  ["concerto", /concert/],
  ["variations", /variation|variazion/],
  ["fantasy", /fantas|fantais/],
  ["fugue", /fug(?:ue|a)\b/],
  ["chorale", /choral|bwv/],
  ["march", /\bmarche?\b|marsch/],
  ["minuet", /min?uet|menuet/],
  ["jig", /\bjig|gigue/],
  ["reel", /\breels?/],
  ["hornpipe", /hornpipe/],
  ["polka", /polka/],
  ["trio", /\btrio\b/],
]

/** In small letters; undefined where the title names none. */
export function genreOf(title: string): string | undefined {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  return GENRES.find(([, words]) => words.test(plain))?.[0]
}
