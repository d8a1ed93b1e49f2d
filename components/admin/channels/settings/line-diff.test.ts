import { expect, test } from "vitest";
import { lineDiff } from "./line-diff";

const marks = { same: " ", added: "+", removed: "-" };
const of = (before: string, after: string) => lineDiff(before, after).map(({ kind, text }) => marks[kind] + text);

test("a changed line is its old text, then its new one", () => {
  expect(of("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
});

test("lines that come and go leave the others as they are", () => {
  expect(of("a\nb\nc", "b\nc\nd")).toEqual(["-a", " b", " c", "+d"]);
  expect(of("a\na", "a")).toEqual([" a", "-a"]);
  expect(of("", "")).toEqual([" "]);
});
