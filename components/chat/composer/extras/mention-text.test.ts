import { expect, test } from "vitest";
import { findMentions } from "@/sdk/protocol/mentions";
import { mentionText } from "./mention-text";

test("what is written is read as that mention again", () => {
  const read = (text: string) => findMentions(`hi ${text} there`).map(({ name }) => name);
  expect(read(mentionText("detector", "agent"))).toEqual(["detector"]);
  expect(read(mentionText("here", "here"))).toEqual(["here"]);
  expect(read(mentionText("EdgeSensorsGroup", "group"))).toEqual(["EdgeSensorsGroup"]);
  expect(read(mentionText("ops", "group"))).toEqual(["group:ops"]);
  expect(read(mentionText("Night shift", "group"))).toEqual(["group:Night shift"]);
});
