import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenceConsole } from "./fence-console";

const fence = "~~~~~~";
const output = (text: string, kind = "output") => `${fence}${kind}\n${text}\n${fence}`;

describe("fenceConsole", () => {
  it("keeps what executed code printed as it was printed", () => {
    const table = "        0   1\n0   START NaN\n1     NaN NaN";
    expect(fenceConsole(`exitcode: 0 (execution succeeded)\nCode output: ${table}\n\n`)).toBe(
      `exitcode: 0 (execution succeeded)\n\n${output(table)}`,
    );
    const prose = "A long line that was found somewhere. ".repeat(10).trim();
    expect(fenceConsole(`exitcode: 0 (execution succeeded)\nCode output: ${prose}`)).toContain(output(prose, "log"));
    expect(fenceConsole("exitcode: 1 (execution failed)\nCode output: ")).toBe("exitcode: 1 (execution failed)\n\n");
  });

  it("fences a traceback with its causes, and not the words around it", () => {
    const trace = [
      "Traceback (most recent call last):",
      '  File "a.py", line 3, in <module>',
      "    open(x)",
      "KeyError: 'x'",
      "",
      "During handling of the above exception, another exception occurred:",
      "",
      "Traceback (most recent call last):",
      '  File "b.py", line 9, in run',
      "ValueError: bad",
    ].join("\n");
    expect(fenceConsole(`It failed:\n${trace}\nI will try again.`)).toBe(
      `It failed:\n\n${output(trace)}\n\nI will try again.`,
    );
  });

  it("fences tables aligned by spaces, boxes, shell sessions, stacks, diffs and code", () => {
    const blocks = [
      "NAME      READY   AGE\npump-1    1/1     3d\npump-2    0/1     12m",
      "sensor:     t-7\nunit:       C\nlast value: 21",
      "┌───┬───┐\n│ a │ b │\n└───┴───┘",
      "+---+---+\n| a | b |\n+---+---+",
      "$ ls -l\ntotal 4\n-rw-r--r-- 1 ann ann 12 a.txt",
      "TypeError: x is not a function\n    at run (/srv/a.js:3:9)\n    at main (/srv/b.js:1:1)",
      "def f(x):\n    if x:\n        return 1\n    return 2",
    ];
    for (const block of blocks) expect(fenceConsole(`Here:\n\n${block}\n\nDone.`), block).toContain(output(block));
    const diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b";
    expect(fenceConsole(diff)).toContain(output(diff, "diff"));
  });

  it("leaves everything else to markdown", () => {
    for (const text of [
      "Just words.  Two spaces after a full stop.\nAnd a second line.\nAnd a third.",
      "1. First:\n   more of it\n2. Second:\n   more of it",
      "- item\n\n  continued here:\n    deeper",
      "| a   | b   |\n|-----|-----|\n| 1   | 2   |",
      "> quoted  words\n> and  more\n> of  them",
      "```\nNAME   AGE\npump   3d\nmain   4d\n```",
      "Dear all,\n  this is a poem\n  with indented lines\nand an end.",
      "We need to decide:\nshould we go on or not?\nI think so.",
    ]) {
      expect(fenceConsole(text)).toBe(text);
    }
  });

  it("takes terminal colours out", () => {
    expect(fenceConsole("\u001b[1;31mfailed\u001b[0m \u001b]8;;https://x\u0007link\u001b]8;;\u0007")).toBe(
      "failed link",
    );
  });

  it("is never closed by what is in it, and takes time that grows with the text only", () => {
    const block = `${"~".repeat(20)}\nNAME   AGE\npump   3d\nmain   4d`;
    expect(fenceConsole(`exitcode: 0 (ok)\n${block}`)).toContain(`${"~".repeat(21)}output`);
    const started = performance.now();
    for (const bomb of ["  a  b\n", "\u001b[", "Traceback (most recent call last):\n", "def f(:\n  ", "~~~\n", " \n"]) {
      fenceConsole(bomb.repeat(40_000));
    }
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it("loses no line", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        "a  b  c",
        "x",
        "    indented",
        "```",
        "Traceback (most recent call last):",
        "- item",
        "$ ls",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join("\n").replaceAll("\u001b", "");
        const shown = fenceConsole(text);
        let at = 0;
        for (const each of text.split("\n").filter((one) => one.trim() !== "")) {
          if (/^exitcode/.test(text)) return;
          at = shown.indexOf(each, at);
          expect(at).not.toBe(-1);
        }
      }),
    );
  });
});
