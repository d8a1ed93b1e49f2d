import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test("paths of this site are kept, with what they ask for", () => {
  for (const path of ["/", "/s/edge/c/sensors.anomaly", "/s/edge?a=1&b=//x#y"]) expect(ownPath(path)).toBe(path);
});

test("nothing leads to another site, however it is written", () => {
  const foreign = ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\n//evil.example", "/.//evil.example"];
  const others = ["https://evil.example", "javascript:alert(1)", "evil.example", "", "//", undefined, ["/s", "/t"]];
  for (const path of [...foreign, ...others]) expect(ownPath(path), String(path)).toBe("/");
});
