import { expect, test } from "vitest";
import { filtersOfChannel, subjectsOfChannel } from "./subjects";

test("a channel's subjects are its own and both kinds of its threads", () => {
  expect(subjectsOfChannel("a.b", ["t"])).toEqual(["channels.a.b", "channels.a.b.threads.t", "channels.a.b.private.t"]);
});

test("a channel's filters match no channel below it in the tree", () => {
  expect(filtersOfChannel("a").sort()).toEqual(["channels.a", "channels.a.private.*", "channels.a.threads.*"]);
});
