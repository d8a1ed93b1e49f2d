import { expect, test } from "vitest";
import { addressedMessage, permalinkOf } from "./permalink";

test("an address names the message it was made for", () => {
  const address = permalinkOf("edge", { channel: "lab", thread: "talk" }, 812);
  const text = new URL(address, "http://localhost").searchParams.get("at") ?? "";
  expect(addressedMessage(text)).toEqual({ sequence: 812 });
});

test.each(["", "0", "-1", "1.5", "abc", "1e3", " 7", "9".repeat(20), "9".repeat(16)])(
  "%j is not the number of a message",
  (text) => {
    expect(addressedMessage(text)).toEqual({ invalid: text });
  },
);
