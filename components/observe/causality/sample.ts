import type { ExchangeMessage } from "./graph";

type Cause = ExchangeMessage["cause"];

/** A message for tests: one a second, caused by the one of that number. */
export function message(
  sequence: number,
  cause: Cause | number = null,
  more: Partial<ExchangeMessage> = {},
): ExchangeMessage {
  return {
    place: { channel: "lab" },
    sequence,
    storedAt: new Date(Date.UTC(2030, 0, 1) + sequence * 1_000).toISOString(),
    id: `m${sequence}`,
    type: "text",
    source: "detector",
    excerpt: `said ${sequence}`,
    isError: false,
    cause: typeof cause === "number" ? { id: `m${cause}`, state: "linked" } : cause,
    ...more,
  };
}
