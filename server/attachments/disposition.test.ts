import { expect, test } from "vitest";
import { contentDisposition } from "./disposition";
import { fileHeaders, isKnownTo } from "./file-headers";

test.each([
  ["report.pdf", `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
  ['a"; filename=b.exe', `attachment; filename="a_; filename=b.exe"; filename*=UTF-8''a%22%3B%20filename%3Db.exe`],
  ["50%\\.txt", `attachment; filename="50__.txt"; filename*=UTF-8''50%25%5C.txt`],
  [
    "Übersicht (1)'*.csv",
    `attachment; filename="_bersicht (1)'*.csv"; filename*=UTF-8''%C3%9Cbersicht%20%281%29%27%2A.csv`,
  ],
  ["温度🌡\r\n.txt", `attachment; filename="______.txt"; filename*=UTF-8''%E6%B8%A9%E5%BA%A6%F0%9F%8C%A1%0D%0A.txt`],
  ["half\ud800", `attachment; filename="half_"; filename*=UTF-8''half%EF%BF%BD`],
])("%j keeps within its quotes", (name, header) => {
  expect(contentDisposition("attachment", name)).toBe(header);
});

const file = { name: "a.svg", bytes: 7, etag: '"abc"' };

test("only a decoded image is shown in place, and only an image has a type", () => {
  expect(fileHeaders({ ...file, mediaType: "image/svg+xml", isImage: false })).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": expect.stringMatching(/^attachment;/),
    "content-security-policy": expect.stringContaining("sandbox"),
    "x-content-type-options": "nosniff",
  });
  expect(fileHeaders({ ...file, mediaType: "image/png", isImage: true })).toMatchObject({
    "content-type": "image/png",
    "content-disposition": expect.stringMatching(/^inline;/),
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
});

test("who has it already says so by its tag", () => {
  expect(isKnownTo('"xyz", W/"abc"', '"abc"')).toBe(true);
  expect([null, undefined, "", '"xyz"', "abc"].map((given) => isKnownTo(given, '"abc"'))).toEqual(Array(5).fill(false));
});
