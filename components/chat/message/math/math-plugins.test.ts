import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import { describe, expect, it } from "vitest";
import { findMath } from "./find-math";
import { mathRehypePlugins, mathRemarkPlugins } from "./math-plugins";

const shown = (text: string) =>
  renderToStaticMarkup(
    createElement(
      ReactMarkdown,
      { remarkPlugins: mathRemarkPlugins, rehypePlugins: mathRehypePlugins },
      findMath(text).text,
    ),
  );

describe("formulas", () => {
  it("are set, in a line and on lines of their own", () => {
    expect(shown("so $x^2$ is")).toContain('class="katex"');
    expect(shown("Area:\n\\[ \\frac{3 \\sqrt{3}}{2} s^2 \\]")).toContain("katex-display");
  });

  it("lead nowhere and load nothing", () => {
    for (const formula of [
      "\\href{javascript:alert(1)}{x}",
      "\\url{https://evil.example}",
      "\\includegraphics{https://evil.example/x.png}",
      "\\htmlData{x=1}{y}",
      "\\htmlStyle{position:fixed}{y}",
      "\\htmlClass{fixed}{y}",
      "\\htmlId{root}{y}",
    ]) {
      expect(shown(`$$${formula}$$`), formula).not.toMatch(
        /<a |<img|href=|data-x|style="[^"]*position|class="[^"]*\bfixed\b|id="root"/,
      );
    }
  });

  it("take little time and room, whatever they define", () => {
    const started = performance.now();
    const bombs = [
      "\\def\\a{\\a\\a}\\a",
      "\\def\\a#1{#1#1#1#1#1#1#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}",
      "{".repeat(1_900),
      "\\frac{1}{".repeat(200),
      "\\sqrt{".repeat(300),
      "x^{".repeat(600),
      "\\begin{matrix}".repeat(100),
    ];
    for (const bomb of bombs) expect(shown(`$$${bomb}$$`).length, bomb.slice(0, 30)).toBeLessThan(100_000);
    expect(shown("\\(x\\) ".repeat(3_000)).length).toBeLessThan(400_000);
    expect(shown("$$\\rule{9999em}{9999em}$$")).not.toMatch(/style="[^"]*9999em/);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
