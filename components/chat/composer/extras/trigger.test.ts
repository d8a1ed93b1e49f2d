import { expect, test } from "vitest";
import { triggerAt } from "./trigger";

const at = (marked: string) => {
  const caret = marked.indexOf("|");
  const trigger = triggerAt(marked.replace("|", ""), caret);
  return trigger && `${trigger.kind} ${trigger.from}-${trigger.to} ${trigger.query}`;
};

test("a mention is completed where one can stand", () => {
  expect(at("@|")).toBe("mention 0-1 ");
  expect(at("hi @an| there")).toBe("mention 3-6 an");
  expect(at("a\n(@group:ML|")).toBe("mention 3-12 ML");
  expect(at('@group:"Night sh|')).toBe("mention 0-16 Night sh");
});

test("neither behind a word, nor in code, nor once it has ended", () => {
  for (const text of ["ann@ex|", "@ann |", "@ann and |", "`@an|", "```\n@an|", "/@a|", "a|@b"]) {
    expect(at(text)).toBeUndefined();
  }
  expect(at("```\nx\n```\n@an|")).toBe("mention 10-13 an");
  expect(at("`x` @an|")).toBe("mention 4-7 an");
});

test("a command is completed at the beginning alone, and only its name", () => {
  expect(at("/|")).toBe("command 0-1 ");
  expect(at("/Mu|te")).toBe("command 0-3 mu");
  for (const text of ["a /mu|", "//mu|", "/thread na|", "/usr/b|"]) expect(at(text)).toBeUndefined();
});
