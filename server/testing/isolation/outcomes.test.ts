import { expect, test } from "vitest";
import { readOutcomes } from "./outcomes";

const callers = ["ann", "bob", "eve"] as const;

test("everybody has one outcome", () => {
  expect(readOutcomes("ann OK, rest FORBIDDEN", callers)).toEqual({ ann: "OK", bob: "FORBIDDEN", eve: "FORBIDDEN" });
});

test.each(["ann OK, bob OK", "ann OK, ann FORBIDDEN, rest OK", "ann OK, mallory OK, rest OK"])(
  "%s is not taken: somebody is missing, there twice, or nobody",
  (text) => {
    expect(() => readOutcomes(text, callers)).toThrow(/ann|eve|mallory/);
  },
);
