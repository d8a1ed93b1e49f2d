import { expect, test } from "vitest";
import { errorOfStatus, errorOfTransport, isConflict, isExpired, isNotFound } from "./errors";

test("an invalid resource names each field with its path", () => {
  const error = errorOfStatus(
    422,
    {
      message: 'Channel.agents.platform.io "x" is invalid',
      reason: "Invalid",
      code: 422,
      details: {
        causes: [
          { field: "spec.retentionPolicy", message: 'Invalid value: "soon"' },
          { field: "<nil>", message: "some validation rules were not checked" },
        ],
      },
    },
    "POST /x",
  );
  expect(error.code).toBe("VALIDATION");
  expect(error.fields).toEqual([{ path: "spec.retentionPolicy", message: 'Invalid value: "soon"' }]);
});

test("status codes decide the kind of failure", () => {
  expect(isNotFound(errorOfStatus(404, {}, "GET /x"))).toBe(true);
  expect(isConflict(errorOfStatus(409, { reason: "Conflict" }, "PUT /x"))).toBe(true);
  expect(errorOfStatus(409, { reason: "AlreadyExists" }, "POST /x").reason).toBe("already_exists");
  expect(isExpired(errorOfStatus(410, { reason: "Expired" }, "GET /x"))).toBe(true);
  expect(errorOfStatus(403, {}, "GET /x")).toMatchObject({ code: "UNAVAILABLE", reason: "kubernetes_forbidden" });
  expect(errorOfStatus(503, {}, "GET /x")).toMatchObject({ code: "UNAVAILABLE", reason: "kubernetes_unavailable" });
});

test("a request without an answer names the server and keeps its cause", () => {
  const cause = new Error("ECONNREFUSED");
  const error = errorOfTransport(cause, "GET /x", "http://127.0.0.1:1");
  expect(error).toMatchObject({ code: "UNAVAILABLE", cause });
  expect(error.message).toContain("http://127.0.0.1:1");
});
