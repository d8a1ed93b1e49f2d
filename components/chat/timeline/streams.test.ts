import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeliveredMessage } from "@/sdk/protocol";
import { LiveStreams, streamSilenceMs } from "./streams";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const of = "0195f2d0-0000-7000-8000-000000000001";
let pieces = 0;
const message = (type: string, text: string, more: object = {}, data?: object): DeliveredMessage => ({
  place: { channel: "lab" },
  envelope: {
    id: `piece-${++pieces}`,
    type,
    source: "ada",
    correlationId: "answer",
    timestamp: "2025-06-02T12:00:00Z",
    payload: { text, data },
    ...more,
  },
});
const delta = (text: string, data?: object, more: object = {}) => message("stream.delta", text, more, data);

function stage() {
  const onChange = vi.fn();
  const streams = new LiveStreams({ onChange, through: () => 7 });
  return { onChange, streams, texts: () => streams.all.map(({ envelope }) => envelope.payload.text) };
}

describe("LiveStreams", () => {
  it("grows one text for each source and correlation, drawn a few times a second", () => {
    const { streams, texts, onChange } = stage();
    for (let index = 0; index < 50; index++) {
      streams.add(delta(`${index % 10}`));
      vi.advanceTimersByTime(10);
    }
    streams.add(delta("other", undefined, { source: "bob" }));
    expect(texts()).toEqual(["0123456789".repeat(5), "other"]);
    expect(onChange.mock.calls.length).toBeLessThan(8);
    expect(streams.all[0]).toBe(streams.all[0]);
  });

  it("gives way to the message it becomes, and takes no late piece for a new stream", () => {
    const { streams, texts } = stage();
    streams.add(delta("the pump", { of, at: 0 }));
    expect(streams.all[0]?.envelope.id).toBe(of);
    streams.settle([message("text", "a word between")]);
    expect(texts()).toEqual(["the pump"]);
    streams.settle([message("text", "the pump", { id: of, source: "eve" })]);
    expect(texts()).toEqual(["the pump"]);
    streams.settle([message("text", "the pump", { id: of })]);
    expect(texts()).toEqual([]);
    streams.add(delta(" is warm", { of, at: 8 }));
    expect(texts()).toEqual([]);
  });

  it("gives way to its writer's text in the same exchange when it names no message", () => {
    const { streams, texts } = stage();
    streams.add(delta("the pump"));
    streams.settle([
      message("text", "x", { source: "bob" }),
      message("event", "x"),
      message("text", "x", { correlationId: "e" }),
    ]);
    expect(texts()).toEqual(["the pump"]);
    streams.settle([message("text", "the pump")]);
    expect(texts()).toEqual([]);
  });

  it("stops after a silence, stays where it was, and goes on when a piece comes after all", () => {
    const { streams, onChange } = stage();
    streams.add(delta("the"));
    vi.advanceTimersByTime(streamSilenceMs - 1_000);
    streams.add(delta(" pump"));
    expect(streams.all[0]).toMatchObject({ isStopped: false, after: Number.POSITIVE_INFINITY });
    onChange.mockClear();
    vi.advanceTimersByTime(streamSilenceMs + 1_000);
    expect(streams.all[0]).toMatchObject({ isStopped: true, after: 7 });
    expect(onChange).toHaveBeenCalled();
    streams.add(delta(" is warm"));
    expect(streams.all[0]).toMatchObject({ isStopped: false });
  });

  it("stops at once when its writer gives up", () => {
    const { streams } = stage();
    streams.add(delta("the"));
    streams.add(delta("", { isStopped: true }));
    expect(streams.all[0]).toMatchObject({ isStopped: true });
  });

  it("says when its beginning was missed", () => {
    const { streams } = stage();
    streams.add(delta("warm", { of, at: 12 }));
    expect(streams.all[0]).toMatchObject({ isPartial: true });
  });

  it("holds a bounded number", () => {
    const { streams } = stage();
    for (let index = 0; index < 500; index++) streams.add(delta("x", undefined, { correlationId: `${index}` }));
    expect(streams.all.length).toBeLessThanOrEqual(30);
  });
});
