import { expect, test } from "vitest";
import { plainLine, plainWords } from "./plain-words";

test.each([
  ["hello", "hello"],
  ["# Title\n\n- one\n- **two** and `three`\n> said", "Title\n\none\ntwo and three\nsaid"],
  ["> - 1. nested", "nested"],
  ["[a link](https://example.org) ![image](x.png)", "a link image"],
  ["```ts\nconst x = 1;\n```", "const x = 1;"],
  ["**Anomaly in `temp`**: see [the page](http://x.example)", "Anomaly in temp: see the page"],
  ["| figure | value |\n|---|:---:|\n| slope | 18.3 |", "figure | value\n\nslope | 18.3"],
  ["| figure | value | | --- | --- | | slope | 18.3 |", "figure | value | slope | 18.3"],
  ["| figure | value | | --- | --- | | slope | 0.4…", "figure | value | slope | 0.4…"],
  ["*so* it _is_, ~~not~~ __this__ (*well*)", "so it is, not this (well)"],
])("%j reads as %j", (markdown, expected) => {
  expect(plainWords(markdown)).toBe(expected);
});

test.each([
  "2 * 3 * 4 and snake_case_name",
  '{ "is_request_satisfied": { "reason": "not_yet" } }',
  "/usr/lib/python3.11/site-packages/autogen_magentic_one/x.py",
  "a || b | c",
  "a*b*c, -1, 3.5, #5",
])("%j has no marks", (text) => {
  expect(plainWords(text)).toBe(text);
});

test("a line is one line, and what never closes stays as it is", () => {
  expect(plainLine("## Plan\n\n- **Find** the `log`\n- see [docs](https://x.y)")).toBe("Plan Find the log see docs");
  for (const open of ["**a ", "[a](", "a `b ", "x ~~y "]) {
    expect(plainWords(open.repeat(1_000))).toBe(open.repeat(1_000).trim());
  }
});
