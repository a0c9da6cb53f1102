import { describe, expect, test } from "vitest"
import { parseNumberTable } from "../../../src-main/cli/number-table.ts"

const numbers = (text: string): number[] => Array.from(parseNumberTable(text, "t.csv").data)

describe("tables of numbers", () => {
  test.each([
    ["commas", "1,2\n3,4"],
    ["semicolons", "1;2\n3;4"],
    ["tabs", "1\t2\r\n3\t4\r\n"],
    ["spaces", " 1   2\n 3 4 \n"],
    ["a byte order mark, signs and powers", "\uFEFF+1, 2e0\n\n.3e1, 4."],
    ["a heading", "width,height\n1,2\n3,4"],
    ["a heading that leaves the column of names open", ",height\n1,2\n3,4"],
  ])("may be written with %s", (_, text) => {
    expect(numbers(text)).toEqual([1, 2, 3, 4])
  })

  test.each([
    ["1,x\n2,3", "t.csv: row 1, column 2 is not a number: x"],
    ["a,b\n1,2\n3,?", "t.csv: row 3, column 2 is not a number: ?"],
    ["1,2\n3,", "t.csv: row 2, column 2 is empty"],
    ["1,,3\n4,5,6", "t.csv: row 1, column 2 is empty"],
    ["1;;3\n4;5;6", "t.csv: row 1, column 2 is empty"],
    ["0x10,1\n2,3", "t.csv: row 1, column 1 is not a number: 0x10"],
    ["0x10,0x11\n2,3", "t.csv: row 1, column 1 is not a number: 0x10"],
    ["nan,nan\n2,3", "t.csv: row 1, column 1 is not a number: nan"],
    ["1,Infinity\n2,3", "t.csv: row 1, column 2 is not a number: Infinity"],
    ["1,1e39\n2,3", "t.csv: row 1, column 2 is too large: 1e39"],
    ["1,2\n3", "t.csv: row 2 has 1 numbers, the first has 2"],
    ["1,2\n3,4,5", "t.csv: row 2 has 3 numbers, the first has 2"],
    ["a,b\n", "t.csv holds no numbers"],
    ["", "t.csv holds no numbers"],
  ])("%j is refused: %s", (text, message) => {
    expect(() => numbers(text)).toThrow(message)
  })
})
