import { expect, test } from "vitest";
import { commandOf, withoutEscape } from "./command-of";

test("a slash and a word at the beginning are a command, with the rest as its argument", () => {
  expect(commandOf("/mute")).toEqual({ name: "mute", argument: "" });
  expect(commandOf("  /Thread  Why 37.2?\nBecause ")).toEqual({ name: "thread", argument: "Why 37.2?\nBecause" });
});

test("paths, escaped slashes, and slashes anywhere else are text", () => {
  for (const text of ["/usr/bin/env", "//mute", "/", "/ mute", "a /mute", "/5", "/a.b", ""]) {
    expect(commandOf(text)).toBeUndefined();
  }
});

test("two slashes post one", () => {
  expect(withoutEscape("//mute all")).toBe("/mute all");
  expect(withoutEscape("a //b")).toBe("a //b");
});
