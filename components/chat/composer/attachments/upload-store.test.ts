import { expect, test, vi } from "vitest";
import type { Attachment } from "@/sdk/protocol";
import { type sendFile, UploadError } from "./send-file";
import { UploadStore } from "./upload-store";

type Sent = Parameters<typeof sendFile>[0] & { answer: (attachment: Attachment) => void; fail: (error: Error) => void };

const fileOf = (name: string, bytes = 3) => new File([new Uint8Array(bytes)], name);
const attachmentOf = (id: string): Attachment => ({ id, name: id, mediaType: "text/plain", bytes: 3 });

function createStore(bytesMax = 1_000) {
  const sent: Sent[] = [];
  const send: typeof sendFile = (given) =>
    new Promise((answer, fail) => {
      sent.push({ ...given, answer, fail });
    });
  const store = new UploadStore({ spaceId: "edge", place: "channels.lab", bytesMax: async () => bytesMax, send });
  const states = () => store.getItems().map(({ name, state }) => `${name} ${state.kind}`);
  return { store, sent, states };
}

test("files go up three at a time, in order, and tell how far they are", async () => {
  const { store, sent, states } = createStore();
  store.add(["a", "b", "c", "d"].map((name) => fileOf(name)));
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  expect(states()).toEqual(["a sending", "b sending", "c sending", "d waiting"]);
  sent[1]?.onProgress(0.5);
  expect(store.getItems()[1]?.state).toEqual({ kind: "sending", share: 0.5 });
  sent[0]?.answer(attachmentOf("a"));
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  expect(states()).toEqual(["a ready", "b sending", "c sending", "d sending"]);
});

test("a file that is taken out is broken off, and one that fails can be tried again", async () => {
  const { store, sent, states } = createStore();
  store.add([fileOf("a"), fileOf("b")]);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  const [first, second] = store.getItems();
  store.remove(first?.key ?? "");
  expect(sent[0]?.signal.aborted).toBe(true);
  sent[1]?.fail(new UploadError("The connection was lost.", true));
  await vi.waitFor(() => expect(states()).toEqual(["b failed"]));
  store.retry(second?.key ?? "");
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  sent[2]?.answer(attachmentOf("b"));
  await vi.waitFor(() => expect(states()).toEqual(["b ready"]));
});

test("what is empty or too large is refused before it is sent", async () => {
  const { store, sent, states } = createStore(10);
  store.add([fileOf("nothing", 0), fileOf("huge", 11), fileOf("fits", 10)]);
  await vi.waitFor(() => expect(states()).toEqual(["nothing failed", "huge failed", "fits sending"]));
  expect(sent.map(({ file }) => file.name)).toEqual(["fits"]);
});

test("a message takes what is ready with it, and gives it back", async () => {
  const { store, sent, states } = createStore();
  store.add([fileOf("a"), fileOf("b")]);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  sent[0]?.answer(attachmentOf("a"));
  await vi.waitFor(() => expect(states()).toEqual(["a ready", "b sending"]));
  store.clear();
  expect(states()).toEqual(["b sending"]);
  store.restore([attachmentOf("a")]);
  store.restore([attachmentOf("a")]);
  expect(states()).toEqual(["a ready", "b sending"]);
});

test("a message takes at most 100 files", () => {
  const { store, states } = createStore();
  store.add(Array.from({ length: 101 }, (_, index) => fileOf(String(index))));
  expect(states().filter((state) => state.endsWith("failed"))).toEqual(["100 failed"]);
});
