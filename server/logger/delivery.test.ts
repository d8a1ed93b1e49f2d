import { expect, test } from "vitest";
import { parseAckSubject } from "./delivery";

test("both forms of the acknowledgement subject tell the same", () => {
  const expected = {
    sequence: 42,
    deliverySequence: 57,
    isRedelivered: true,
    storedAt: new Date("2026-03-01T10:00:00.123Z"),
  };
  expect(parseAckSubject("$JS.ACK.CHANNELS.logger.2.42.57.1772359200123999999.9")).toEqual(expected);
  expect(parseAckSubject("$JS.ACK._.hash.CHANNELS.logger.2.42.57.1772359200123999999.9.random")).toEqual(expected);
});

test("any other reply is not an acknowledgement subject", () => {
  for (const reply of ["", "_INBOX.a.b", "$JS.ACK.CHANNELS.logger", "$JS.ACK.CHANNELS.logger.a.b.c.d.e"]) {
    expect(parseAckSubject(reply)).toBeUndefined();
  }
});
