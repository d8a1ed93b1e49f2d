import { expect, test } from "vitest";
import { Inspection } from "./inspection";
import { mediaTypeOf } from "./media-type";

async function typeOf(...chunks: (string | number[])[]): Promise<string> {
  const inspection = new Inspection();
  for (const chunk of chunks) inspection.take(Buffer.from(chunk as string));
  return mediaTypeOf(inspection.head, inspection.finish());
}

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

test.each([
  ["text/plain", ["plain words, 37.2 °C 🌡\n"]],
  ["text/plain", ["\u001b[31mred\u001b[0m in a log\r\n"]],
  ["text/plain", ["#!/bin/sh\necho hello"]],
  ["text/plain", ["[note] not JSON"]],
  ["application/json", ['{"a": 1}']],
  ["application/json", ["\ufeff \n[\n  {}]"]],
  ["application/json", [`[{"a": "${"b".repeat(100_000)}"}]`]],
  ["text/plain", [`[12:33:04] started\n${"a\n".repeat(50_000)}`]],
  ["text/html", ["<!DOCTYPE html><title>x</title>"]],
  ["text/html", ["\n<!-- hidden --> <script>alert(1)</script>"]],
  ["image/svg+xml", ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>']],
  ["image/svg+xml", ['<?xml version="1.0"?>\n<!-- a -->\n<svg/>']],
  ["application/xml", ['<?xml version="1.0"?><rss/>']],
  ["application/octet-stream", [[0x00, 0x01, 0x02, 0x03]]],
  ["application/octet-stream", ["text with a \0"]],
  ["image/png", [png]],
  ["application/x-msdownload", ["MZ\u0090"]],
  ["application/x-elf", [[0x7f, 0x45, 0x4c, 0x46]]],
])("it is %s going by itself", async (type, content) => {
  expect(await typeOf(...content)).toBe(type);
});

test("a character that two pieces share is text, one that is cut off is not", async () => {
  expect(await typeOf([0x33, 0xc3], [0xa9])).toBe("text/plain");
  expect(await typeOf([0x33, 0xc3])).toBe("application/octet-stream");
});

test("it is no text whose end is not", async () => {
  expect(await typeOf("a".repeat(100_000), [0])).toBe("application/octet-stream");
});
