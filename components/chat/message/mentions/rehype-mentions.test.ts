import { expect, test } from "vitest";
import { rehypeMentions } from "./rehype-mentions";

const text = (value: string) => ({ type: "text", value });
const element = (tagName: string, ...children: object[]) => ({ type: "element", tagName, children });

test("mentions become marks where they stand, and everything else stays", () => {
  const tree = {
    type: "root",
    children: [element("p", text("Hi @ann and "), element("strong", text("@group:ML")), text("!"))],
  };
  rehypeMentions()(tree as never);
  const mark = (name: string) => ({
    ...element("mark", text(`@${name}`)),
    properties: { dataMention: name },
  });
  expect(tree.children[0]?.children).toEqual([
    text("Hi "),
    mark("ann"),
    text(" and "),
    element("strong", mark("group:ML")),
    text("!"),
  ]);
});

test("what is in code or a link is no mention", () => {
  const children = [
    element("pre", element("code", text("@ann"))),
    element("code", text("@bob")),
    element("a", text("@eve")),
  ];
  const tree = { type: "root", children };
  const before = structuredClone(tree);
  rehypeMentions()(tree as never);
  expect(tree).toEqual(before);
});
