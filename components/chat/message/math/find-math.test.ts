import { describe, expect, it } from "vitest";
import { findMath } from "./find-math";

const found = (text: string) => {
  const { text: shown, hasMath } = findMath(text);
  return hasMath ? shown : undefined;
};

describe("findMath", () => {
  it("marks formulas in the delimiters that are in use", () => {
    expect(found("where \\( s \\) is a side")).toBe("where $$s$$ is a side");
    expect(found("so \\[ a = b \\] holds")).toBe("so $$a = b$$ holds");
    expect(found("1. Area:\n   \\[ \\frac{3}{2} s^2 \\]\n")).toBe("1. Area:\n   $$\n   \\frac{3}{2} s^2\n   $$\n");
    expect(found("\\[\na = 2 \\times \\$20\n\\]")).toBe("$$\na = 2 \\times \\$20\n$$");
    for (const formula of ["x", "x_1", "e^{i\\pi}", "f(x)", "a+b", "n - 1"]) {
      expect(found(`for $${formula}$ here`), formula).toBe(`for $$${formula}$$ here`);
    }
    expect(found("$$\nx\n$$")).toBe("$$\nx\n$$");
  });

  it("takes no money and no code for a formula", () => {
    for (const text of [
      "It costs $20 and then $30.",
      "between $5 and $6 each",
      "a $20-$30 range",
      "US$5 or A$",
      "$HOME and $PATH",
      "run `echo $x$` now",
      "```\n\\[ x = 1 \\]\n$y$\n```",
      "~~~sh\n\\(x\\)\n~~~",
      "not a link: \\[here\\]",
    ]) {
      expect(found(text), text).toBeUndefined();
    }
    expect(found("`$a$` and $a$\n```\n$b$\n```\n$c$")).toBe("`$a$` and $$a$$\n```\n$b$\n```\n$$c$$");
  });

  it("takes time that grows with the text only", () => {
    const started = performance.now();
    for (const bomb of ["\\[", "\\(", "$", "$a", "$$", "`", "` ", "\\[1\n", "```\n"])
      findMath(bomb.repeat(29_000 / bomb.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
