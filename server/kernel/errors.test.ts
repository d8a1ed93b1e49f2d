import { expect, test, vi } from "vitest";
import { AppError } from "./errors";

test("a failure is known by whatever copy of this module the process has loaded", async () => {
  vi.resetModules();
  const other = await import("./errors");
  expect(other.AppError).not.toBe(AppError);
  expect(new other.AppError("NOT_FOUND", "Gone.")).toBeInstanceOf(AppError);
  expect(new AppError("NOT_FOUND", "Gone.")).toBeInstanceOf(other.AppError);
});

test("nothing else is one", () => {
  for (const thrown of [new Error("Gone."), { code: "NOT_FOUND" }, "NOT_FOUND", null, undefined])
    expect(thrown instanceof AppError).toBe(false);
});
