import { expect, test } from "vitest";
import { nameOfActor, nameOfTarget } from "./names";

test("says whom and what as people do", () => {
  const targets = ["channel:sensors.heat", "thread:sensors/night", "group:A: B", "user:ada@example.org", "plain"];
  expect(targets.map(nameOfTarget)).toEqual(["#sensors.heat", "#sensors/night", "A: B", "ada@example.org", "plain"]);
  const actors = ["user:ada@example.org", "agent:edge/detector", "service:operator", "kubernetes:kubectl-edit"];
  expect(actors.map(nameOfActor)).toEqual(["ada@example.org", "detector", "service operator", "kubectl-edit"]);
});
