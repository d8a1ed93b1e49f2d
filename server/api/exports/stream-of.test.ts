import { expect, test } from "vitest";
import { streamOf } from "./stream-of";

function createSource(parts: number) {
  const source = { made: 0, isOver: false };
  async function* text() {
    try {
      for (; source.made < parts; ) {
        source.made += 1;
        yield `part ${source.made}`;
      }
    } finally {
      source.isOver = true;
    }
  }
  return { source, text: text() };
}

test("a part is made when the one before was taken, and none once the reader leaves", async () => {
  const { source, text } = createSource(1_000);
  const reader = streamOf(text, () => {}).getReader();
  expect(source.made).toBe(0);
  await reader.read();
  await reader.read();
  expect(source.made).toBe(2);
  await reader.cancel();
  expect(source).toEqual({ made: 2, isOver: true });
});

test("all parts come, in order", async () => {
  const { text } = createSource(3);
  expect(await new Response(streamOf(text, () => {})).text()).toBe("part 1part 2part 3");
});

test("a failure breaks the stream off and is told", async () => {
  const failures: unknown[] = [];
  async function* text() {
    yield "a part";
    throw new Error("the database is gone");
  }
  const stream = streamOf(text(), (cause) => failures.push(cause));
  await expect(new Response(stream).text()).rejects.toThrow("the database is gone");
  expect(failures).toHaveLength(1);
});
