import fc from "fast-check";
import { expect, it } from "vitest";
import { splitSettled } from "./split-settled";

const paragraph = "All work and no play makes the pump a dull machine. ".repeat(15);

it("cuts where a paragraph begins, and nowhere inside of code, lists and tables", () => {
  const code = `\`\`\`py\n${paragraph}\n\n${paragraph}\n\`\`\`\n\n`;
  const list = `1. ${paragraph}\n\n2. ${paragraph}\n\n   inside\n\n`;
  const text = `${paragraph}\n\n${code}Then ${paragraph}\n\n${list}## Next\n\nand on`;
  const { settled, rest } = splitSettled(text);
  expect(settled.map((part) => part.slice(0, 6))).toEqual([paragraph.slice(0, 6), "```py\n", "Then A"]);
  expect(settled[1]).toBe(code);
  expect(settled[2]).toContain("inside");
  expect(rest).toBe("## Next\n\nand on");
});

it("leaves nothing out, and what is settled stays as the text grows", () => {
  const line = fc.oneof(
    fc.constant(paragraph),
    fc.constant(""),
    fc.constant("```"),
    fc.constant("- item"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.nat(), (lines, cut) => {
      const whole = lines.join("\n");
      const before = splitSettled(whole.slice(0, whole.lastIndexOf("\n", cut % (whole.length + 1)) + 1));
      const after = splitSettled(whole);
      expect(after.settled.join("") + after.rest).toBe(whole);
      expect(after.settled.slice(0, before.settled.length)).toEqual(before.settled);
    }),
  );
});
