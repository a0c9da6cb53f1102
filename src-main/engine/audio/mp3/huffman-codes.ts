/**
 * The Huffman tables of layer III (ISO/IEC 11172-3, table 3-B.7). Codewords are listed in rising order, from all zeros on:
 * the length of each (one digit, base 20) and its pair of values (two hexadecimal digits). Lengths and order determine the
 * codewords.
 */
export interface HuffmanCode {
  lengths: string
  pairs: string
}

/** By the number of the table that owns the code; 17 to 23 share 16's and 25 to 31 share 24's. */
export const HUFFMAN_CODES: Record<number, HuffmanCode> = {
  1: {
    lengths: "3321",
    pairs: "11011000",
  },
  2: {
    lengths: "665553331",
    pairs: "220212212011011000",
  },
  3: {
    lengths: "665553222",
    pairs: "220212212010110100",
  },
  5: {
    lengths: "8876777766663331",
    pairs: "33233231130330221221022011011000",
  },
  6: {
    lengths: "7766655554443233",
    pairs: "33032332301331220212212001111000",
  },
  7: {
    lengths: "aaaa99998899899887778888777765664331",
    pairs: "554554533544255215510534504333244214414004233203133130221221022011011000",
  },
  8: {
    lengths: "bba9aa999889999888788888888666442332",
    pairs: "555445533544255205155134435033244214410440233213310330220220122111011000",
  },
  9: {
    lengths: "998899888877788777766665566554443333",
    pairs: "554535535405442552155134435004244233401441233213310330220212212011011000",
  },
  10: {
    lengths: "bbbbbbaaaaaaabba99aa99aa9aa8899aa99aa888999999888888777766664331",
    pairs:
      "7767765775664774566537734655546327726407706245350653441771362625521551344316616005502442" +
      "3304144140233203133130221221022011011000",
  },
  11: {
    lengths: "aaaaaaabbaa999aaaa8899788888999987887788899888888776677654553332",
    pairs:
      "7767767566477457555665377346455435532772640771177036636044255205156226061661513450433324" +
      "4214410440233213310330222112022011011000",
  },
  12: {
    lengths: "aa99999998899888888998888899777888888777788777666677655544554333",
    pairs:
      "7767765775664774655637735527724664177107703663455444060526626116603553255215513443500424" +
      "4214334123324003301331221221022000110110",
  },
  13: {
    lengths:
      "jjihgggggggggghhffggffffffffffggfggeeffffeeeeeeeeeeeffedeeddeedeedeedeeddeecccddddddcddc" +
      "cddddddddddddccddccccddddcddcbccccccccbbbbccbbccbccccbbccbccbccbccaaabbbbbbbbaaaabbabbab" +
      "bbbaabbaabbbbbb99aaaaabb999aa99aaaaaaaaaa8999999aa999889999998788887777766664431",
    pairs:
      "fefcfdedffefdfeecfdebffbcedcafe9ecddfacdbeeb9ff9eabddb8ff8ccae9e8e7f7ef7daadbccbf66fe85f" +
      "9dd9f5e7acbb4ff4cae6f33f8dd82ff26e9c0fc95eab7dd74ec8d63eb99baa1ff1f0bae5e48c6de3e22e0e1e" +
      "e1e05dd57cc74d8bb8d49aa96cc63dd37b2dd21db75cc5997ac3a7974bd10dd08aa84cc46bb63c2cc25bb589" +
      "1cc1980cc0b46aa6793bb3885a2ba569a47887947776b21bb10bb0964a3aa359952aa21aa10a68a086499339" +
      "5885672992577538836647745665731991099048847246642882183727177155077036634554266235810880" +
      "166106605344255205155134435024423314410440233213310330221221022011011000",
  },
  15: {
    lengths:
      "ddddcddddddcddcccccccccccccccccccccccddbbccccbbbbbbccbbbbbbbbccbbbbbbbbbbbbbbbbbbbbbbbbb" +
      "ccbbbbbbabbbbbbaabbaaaabbaaaaaaabbaaaaabb9aaaaaaaaaaaa9aaaa9aa9aaaaaaaa9999999aa999999aa" +
      "99999989999999999888899999999888888998888888998788777788777776776677666555553443",
    pairs:
      "ffeffedfeefdcffcdeedbffbceecddaffabeebcddc9ff9eabddb8ff8cc9ee97ff7addabc6fae0fcbf68ee85f" +
      "9df57ee7accabbd98d4ff43ff3d8e62ff26ef01ff19cc95eabbae57dd74ee48cc83e6dd6e39bb92eaae21ee1" +
      "0ee05dd57cc74d8bd4b89aa96cc63dd3d22d0d1d7bb7d15cd0c58aa84cc46bb6990c3cc37aa7a6c00bc22c5b" +
      "b51c8998c14bb46a3b79b397882b5ab2a51bb1b069964aa478873aa359952aa21aa10aa06886499439937709" +
      "5885296776929119904884577538836647288218817408805665377346277264175571077036634554266216" +
      "066035615344255215510550344324423341140423324003133130221221022011011000",
  },
  16: {
    lengths:
      "bbbbbbbbabbbbaaaaa8aa9999aghhffggeffeeffeeffffeffed89988deeeeeeeeeeddeeeedeedddeeeeddeed" +
      "eecddddddddddddddcddddddcddccddbcccccccddbccccbccccccccbccbbbbccccccccbccbccbccbccbaabbb" +
      "bbbaabbaabbbbbbbbabbaaabbaabbaabba99aaaaaa999aa9aa998999999998899887788766664431",
    pairs:
      "effedffdcffcbffbaffa9ff9f88f7ff76ff6ff5ff54ff4f3f03fceecdddee9ead9eeedebbecddcdbaeccadda" +
      "7eaccac97d5ebdf22f0f1ff19ebccb8ee89de7bb8dd86ee69cabbae5d74ee48cc83e6dd69bb9aae1d4b8a97b" +
      "b7d0e30ee05dd57cc74d8b9a6cc63d5cc50d8aa8994cb67a3c5b891cc09879e22e1ed32dd2d13b97881dc46b" +
      "c3a72cc2b5c10c4bb46aa6b35aa52bb21bb10bb069964aa47887a33a592a9568a1867794495767a21a0aa039" +
      "9358852992760919919048847538836628824774188180085637736546277264550717717036634554266216" +
      "610660533544255251150534435024423314410440233213310330221221022011011000",
  },
  24: {
    lengths:
      "888888887887788777777777777889bbbbbbbbbbbbbbbbbbbbbbbbbbbb4bbbbccbabbaaaabbaaaabbaaaaaaa" +
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbaaaaaaaaaaaaabbabba9aaaabba99aa9aaaa99aa99999999999999" +
      "9999999999999999999999aa999aa899888888888888899888888997887777788776677655664444",
    pairs:
      "effedffdcffcbffbfaaf9ff9f88f7ff76ff65ff54ff43ff32ff2f11ff00feedeedceecddbeebcddcaeeabddb" +
      "cc9ee9addabccb8ee89dd97ee7acffcabb8dd80ee00de66e9cc95ebae5ab7dd7e48cc84e2e3e6dd6e39bb9aa" +
      "e21ee15dd57cc74d8bb8d49aa96cc63dd32dd21d7bb7d15cc58aa8994cc46bb6d00c3cc37aa72cc25bb51c89" +
      "98c14bc00b3bb00a1ab46aa67997a00990b3882b5ab2a51bb16996a44a78873aa359952aa2a1688677499439" +
      "9358852967769219914884577538836628821847748108805665170770733727724664557136634554266216" +
      "610660355344255215055051344324423314410440233213310330221221022011011000",
  },
}

/** The code of each of the 32 tables (0: every value is zero; 4 and 14 do not exist) and its linbits. */
export const TABLE_CODES = [
  0, 1, 2, 3, 0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 15, 16, 16, 16, 16, 16, 16, 16, 16, 24, 24, 24,
  24, 24, 24, 24, 24,
]
export const TABLE_LINBITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11,
  13,
]

/** Table A of the quadruples: codewords of v, w, x, y as 4 bits of the index; table B sends the inverted bits plainly. */
export const QUAD_CODEWORDS = [
  "1",
  "0101",
  "0100",
  "00101",
  "0110",
  "000101",
  "00100",
  "000100",
  "0111",
  "00011",
  "00110",
  "000000",
  "00111",
  "000010",
  "000011",
  "000001",
]
