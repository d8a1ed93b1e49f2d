import { expect, test } from "vitest";
import { isLeaving, isRowChanged, keyOfHolder, type RoleEntry, type RoleRow, roleRows } from "./role-rows";

const entries: RoleEntry[] = [
  { holder: { group: "Sensors" }, role: "member", origin: "resource", members: 12 },
  { holder: { group: "Sensors" }, role: "moderator", origin: "admin", members: 12 },
  { holder: { principal: "ann" }, role: "owner", origin: "admin" },
];
const groups = { stored: ["Sensors", "Missing"], edited: ["Sensors", "Missing"] };
const words = ({ key, role, isNamed }: RoleRow) => `${key} ${role ?? "-"} ${isNamed ? "named" : "-"}`;
const edit = (holder: RoleEntry["holder"], role: "owner" | "member" | null) =>
  new Map([[keyOfHolder(holder), { holder, role }]]);

test("a holder is one row whatever its roles come from, by rank and then by name", () => {
  expect(roleRows(entries, new Map(), groups).map(words)).toEqual([
    "principal:ann owner -",
    "group:Sensors moderator named",
    "group:Missing - named",
  ]);
});

test("an edit changes its row only, and a new holder comes last", () => {
  const rows = roleRows(entries, edit({ principal: "bob" }, "member"), { ...groups, edited: ["Sensors", "New"] });
  expect(rows.filter(isRowChanged).map(words)).toEqual([
    "group:Missing - -",
    "group:New - named",
    "principal:bob member -",
  ]);
  expect(rows.filter(isLeaving).map(({ key }) => key)).toEqual(["group:Missing"]);
});

test("a role that is taken away leaves the row until that is saved", () => {
  const [row] = roleRows(entries, edit({ principal: "ann" }, null), groups);
  expect(row).toMatchObject({ key: "principal:ann", role: null, storedRole: "owner" });
});
