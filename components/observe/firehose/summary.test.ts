import { expect, test } from "vitest";
import { summaryOf } from "./summary";

test("a text is told on one line without its markup", () => {
  const text = "# Report\n\n**Pump 3** is `warm`:\n- one\n- two\n```ts\nconst a = 1;\n```";
  expect(summaryOf({ payload: { text } })).toBe("Report Pump 3 is warm: one two const a = 1;");
});

test("data is told by its values, an attachment by its name, nothing by nothing", () => {
  expect(summaryOf({ payload: { data: { name: "search", query: { text: "pump" }, limit: 3 } } })).toBe("search pump 3");
  const attachments = [{ id: "1", name: "log.txt", mediaType: "text/plain", bytes: 3 }];
  expect(summaryOf({ payload: { text: " " }, attachments })).toBe("log.txt");
  expect(summaryOf({ payload: {} })).toBe("");
});

test("a text of megabytes is cut", () => {
  expect(summaryOf({ payload: { text: "**a ".repeat(1_000_000) } })).toHaveLength(301);
});
