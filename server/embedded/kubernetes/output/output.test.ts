import { describe, expect, it } from "vitest";
import { formatAge } from "./age";
import { compileJsonPath } from "./json-path";

describe("formatAge", () => {
  it.each([
    [0, "0s"],
    [119, "119s"],
    [120, "2m"],
    [172, "2m52s"],
    [600, "10m"],
    [3 * 3600, "3h"],
    [3 * 3600 + 300, "3h5m"],
    [9 * 3600, "9h"],
    [49 * 3600, "2d1h"],
    [8 * 86_400, "8d"],
    [400 * 86_400, "400d"],
    [3 * 365 * 86_400 + 86_400, "3y1d"],
    [9 * 365 * 86_400, "9y"],
  ])("shows %d seconds as %s", (seconds, text) => {
    const now = new Date("2026-01-01T00:00:00Z");
    expect(formatAge(new Date(now.getTime() - seconds * 1000).toISOString(), now)).toBe(text);
  });

  it("shows what it does not know", () => {
    expect(formatAge(undefined, new Date())).toBe("<unknown>");
  });
});

describe("compileJsonPath", () => {
  const object = {
    status: {
      conditions: [
        { type: "Ready", status: "True" },
        { type: "Stream", status: "False" },
      ],
    },
    metadata: { labels: { "a.io/b": "c" } },
    spec: { groups: ["x", "y"] },
  };

  it.each([
    ['.status.conditions[?(@.type=="Ready")].status', ["True"]],
    [".status.conditions[?(@.type!='Ready')].type", ["Stream"]],
    [".status.conditions[0].type", ["Ready"]],
    [".status.conditions[-1].type", ["Stream"]],
    [".status.conditions[*].status", ["True", "False"]],
    [".metadata.labels['a.io/b']", ["c"]],
    [".metadata.labels.a\\.io/b", ["c"]],
    [".spec.groups[*]", ["x", "y"]],
    [".spec.none.at.all", []],
  ])("finds %s", (path, found) => {
    expect(compileJsonPath(path)(object)).toEqual(found);
  });

  it("refuses what it does not understand", () => {
    expect(() => compileJsonPath(".a..b")).toThrow(/not understood/);
  });
});
