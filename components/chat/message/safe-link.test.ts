import { expect, it } from "vitest";
import { safeLink } from "./safe-link";

it("lets harmless addresses out and nothing else", () => {
  expect(safeLink("https://example.org/a?b#c")?.hostname).toBe("example.org");
  expect(safeLink("mailto:a@example.org")?.protocol).toBe("mailto:");
  for (const href of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "/api/auth/signout",
    "//evil.example",
    "#x",
    "",
    undefined,
  ]) {
    expect(safeLink(href), String(href)).toBeUndefined();
  }
});
