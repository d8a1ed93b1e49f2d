import { expect, test } from "vitest";
import { graphOf } from "../graph";
import { message } from "../sample";
import { treeRows } from "./tree-rows";

const none: ReadonlySet<string> = new Set();
const outline = (rows: ReturnType<typeof treeRows>) =>
  rows.map(({ key, level, position, setSize }) => `${"  ".repeat(level - 1)}${key} ${position}/${setSize}`);

test("each message is followed by what it caused", () => {
  const nodes = graphOf([message(1), message(2, 1), message(3), message(4, 2), message(5, 1)]);
  expect(outline(treeRows(nodes, none))).toEqual(["1 1/2", "  2 1/2", "    4 1/1", "  5 2/2", "3 2/2"]);
  expect(outline(treeRows(nodes, new Set(["2"])))).toEqual(["1 1/2", "  2 1/2", "  5 2/2", "3 2/2"]);
});

test("what a hidden message caused is together below it", () => {
  const hidden = { id: "h", state: "hidden" } as const;
  const nodes = graphOf([message(1), message(2, hidden), message(3, { ...hidden, id: "other" }), message(4, hidden)]);
  expect(outline(treeRows(nodes, none))).toEqual([
    "1 1/3",
    "hidden:h 2/3",
    "  2 1/2",
    "  4 2/2",
    "hidden:other 3/3",
    "  3 1/1",
  ]);
});

test("a chain may be as long as it likes", () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => message(at + 1, at === 0 ? null : at));
  expect(treeRows(graphOf(chain), none).at(-1)).toMatchObject({ key: "20000", level: 20_000 });
});
