import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type MessageDraft, StreamText, streamDeltaOf } from "../protocol";
import { openStream } from "./stream-writer";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream with what its readers got; `isConnected` is theirs to change. */
function stage() {
  const state = { isConnected: true };
  const pieces: MessageDraft[] = [];
  const published: MessageDraft[] = [];
  const stream = openStream(
    {
      hint(draft) {
        if (state.isConnected) pieces.push(draft);
        return state.isConnected;
      },
      async publish(draft) {
        published.push(draft);
        return { verdict: "accepted", id: draft.id ?? "", sequence: 1 };
      },
    },
    { causationId: "question" },
  );
  const read = (from = 0) => {
    const text = new StreamText(1_000_000);
    for (const { type = "", correlationId, payload } of pieces.slice(from)) {
      const { text: words, data } = payload ?? {};
      const envelope = { id: "", type, source: "ada", timestamp: "", correlationId, payload: { text: words, data } };
      const delta = streamDeltaOf(envelope);
      if (delta) text.add(delta);
    }
    return text.text;
  };
  return { state, pieces, published, stream, read };
}

describe("a stream", () => {
  it("goes out in few pieces that make the whole, and is published once", async () => {
    const { stream, pieces, published, read } = stage();
    for (let index = 0; index < 100; index++) {
      stream.write(`${index} `);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(100);
    expect(pieces.length).toBeLessThan(25);
    expect(read()).toBe(stream.text);
    await stream.end();
    expect(published).toEqual([
      {
        id: stream.id,
        correlationId: stream.id,
        causationId: "question",
        type: "text",
        payload: { text: stream.text },
      },
    ]);
  });

  it("repeats the whole for those who come late", () => {
    const { stream, pieces, read } = stage();
    for (let index = 0; index < 50; index++) {
      stream.write("word ");
      vi.advanceTimersByTime(100);
    }
    expect(read(pieces.length - 20)).toBe(stream.text);
  });

  it("keeps what could not be sent for later", () => {
    const { stream, state, read } = stage();
    stream.write("one ");
    vi.advanceTimersByTime(100);
    state.isConnected = false;
    stream.write("two ");
    vi.advanceTimersByTime(100);
    state.isConnected = true;
    stream.write("three");
    vi.advanceTimersByTime(100);
    expect(read()).toBe("one two three");
  });

  it("splits what is long, never inside a character", () => {
    const { stream, pieces, read } = stage();
    stream.write(`x${"😀".repeat(30_000)}`);
    vi.advanceTimersByTime(1_000);
    expect(read()).toBe(stream.text);
    expect(pieces.filter(({ payload }) => /\p{Surrogate}/u.test(payload?.text ?? ""))).toEqual([]);
  });

  it("says that it stopped when it is given up, and takes nothing more", () => {
    const { stream, pieces, published } = stage();
    stream.write("one");
    vi.advanceTimersByTime(10);
    stream.cancel();
    expect(pieces.at(-1)?.payload?.data).toEqual({ of: stream.id, isStopped: true });
    expect(published).toEqual([]);
    expect(() => stream.write("two")).toThrow("ended");
  });
});
