import { expect, test } from "vitest";
import { pause } from "./pause";

test("a pause ends with its signal, even one that was aborted before", async () => {
  const stop = new AbortController();
  const long = pause(1_000_000, stop.signal);
  stop.abort();
  await expect(long).resolves.toBeUndefined();
  await expect(pause(1_000_000, stop.signal)).resolves.toBeUndefined();
});
