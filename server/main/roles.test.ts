import { expect, test } from "vitest";
import { parseRoles, roles } from "./roles";

test("the roles of a process are the ones it is given", () => {
  expect(parseRoles(["--roles", "fanout, logger"], {})).toEqual(["fanout", "logger"]);
});

test("without roles a process does it all, but serves no API server unless it is told how", () => {
  expect(parseRoles([], {})).toEqual(roles.filter((role) => role !== "kubernetes"));
  expect(parseRoles([], { KUBERNETES_TOKEN_FILE: "token" })).toEqual(roles);
});

test("an unknown role is named together with the known ones", () => {
  expect(() => parseRoles(["--roles", "fanout,loger"], {})).toThrow(/"loger".*operator.*gateway/);
});
