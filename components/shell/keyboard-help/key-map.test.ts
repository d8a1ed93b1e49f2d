import { expect, test } from "vitest";
import { isKey, type PressedKey } from "./is-key";
import { keyAreas, keyMap } from "./key-map";
import { keyNames, spokenKeys } from "./key-name";

const pressed = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

/** What browsers and screen readers keep for themselves, or people use while they write. */
const taken = ["A", "C", "D", "L", "N", "P", "R", "S", "T", "U", "V", "W", "X", "Z", "+", "-", "0"].map(
  (key) => `Mod+${key}`,
);

test("no key has two meanings where it works, and none is the browser's", () => {
  for (const area of keyAreas) {
    const keys = Object.values(keyMap)
      .filter((entry) => entry.area === area || entry.area === "anywhere")
      .flatMap((entry): readonly string[] => entry.keys)
      .filter((key) => !/^(Arrow|Home|End|Enter)/.test(key));
    expect(new Set(keys).size, area).toBe(keys.length);
    expect(keys.filter((key) => taken.includes(key))).toEqual([]);
  }
});

test("Mod is Ctrl, on Apple's keyboards ⌘, and nothing else", () => {
  expect(isKey(pressed("k", { ctrlKey: true }), "switcher", false)).toBe(true);
  expect(isKey(pressed("K", { ctrlKey: true }), "switcher", false)).toBe(true);
  expect(isKey(pressed("k", { metaKey: true }), "switcher", true)).toBe(true);
  expect(isKey(pressed("k", { ctrlKey: true }), "switcher", true)).toBe(false);
  expect(isKey(pressed("k"), "switcher", false)).toBe(false);
  expect(isKey(pressed("k", { ctrlKey: true, shiftKey: true }), "switcher", false)).toBe(false);
});

test("a sign is itself on every layout, a letter is one without Shift", () => {
  expect(isKey(pressed("?", { shiftKey: true }), "help", false)).toBe(true);
  expect(isKey(pressed("?"), "help", false)).toBe(true);
  expect(isKey(pressed("/", { shiftKey: true }), "search", false)).toBe(true);
  expect(isKey(pressed("j"), "messageNext", false)).toBe(true);
  expect(isKey(pressed("J", { shiftKey: true }), "messageNext", false)).toBe(false);
  expect(isKey(pressed("F10", { shiftKey: true }), "messageMenu", false)).toBe(true);
  expect(isKey(pressed("F10"), "messageMenu", false)).toBe(false);
  expect(isKey(pressed("ArrowDown", { altKey: true, shiftKey: true }), "nextUnread", false)).toBe(true);
});

test("keys are named as they stand on the keyboard, and read aloud in words", () => {
  expect(keyNames("Mod+Shift+f", false)).toEqual(["Ctrl", "Shift", "F"]);
  expect(keyNames("Mod+K", true)).toEqual(["⌘", "K"]);
  expect(keyNames("Alt+Shift+ArrowDown", false)).toEqual(["Alt", "Shift", "↓"]);
  expect(spokenKeys("?", false)).toBe("Question mark");
  expect(spokenKeys("Mod+K", true)).toBe("Command K");
});
