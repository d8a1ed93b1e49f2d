import { describe, expect, test } from "vitest";
import { continueList, wrap } from "./format";
import type { TextEdit } from "./text-edit";

/** `|` stands for the caret or an end of the selection. */
function edited(marked: string, make: (text: string, from: number, to: number) => TextEdit | undefined) {
  const from = marked.indexOf("|");
  const last = marked.lastIndexOf("|");
  const to = last === from ? from : last - 1;
  const text = marked.replaceAll("|", "");
  const edit = make(text, from, to);
  if (!edit) return undefined;
  const next = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const [start, end] = edit.select;
  return start === end
    ? `${next.slice(0, start)}|${next.slice(start)}`
    : `${next.slice(0, start)}|${next.slice(start, end)}|${next.slice(end)}`;
}

describe("marks", () => {
  test.each([
    ["a |bold| word", "**", "a **|bold|** word"],
    ["a **|bold|** word", "**", "a |bold| word"],
    ["a |**bold**| word", "**", "a |bold| word"],
    ["|", "`", "`|`"],
    ["`|`", "`", "|"],
    ["**|x|**", "*", "***|x|***"],
    ["|x|", "*", "*|x|*"],
  ])("%s with %s", (before, mark, after) => {
    expect(edited(before, (text, from, to) => wrap(text, from, to, mark))).toBe(after);
  });
});

describe("a new line in a list", () => {
  test.each([
    ["- one|", "- one\n- |"],
    ["  * one|", "  * one\n  * |"],
    ["9. nine|", "9. nine\n10. |"],
    ["1) one|", "1) one\n2) |"],
    ["- [x] done|", "- [x] done\n- [ ] |"],
    ["> said|", "> said\n> |"],
    ["a\n- on|e", "a\n- on\n- |e"],
    ["- one\n- |", "- one\n|"],
    ["- |one", "- \n- |one"],
  ])("%s", (before, after) => {
    expect(edited(before, continueList)).toBe(after);
  });
  test("elsewhere it is a line like any other", () => {
    for (const text of ["one|", "-|", "-one|", "a - b|", "|- one"]) expect(edited(text, continueList)).toBeUndefined();
  });
});
