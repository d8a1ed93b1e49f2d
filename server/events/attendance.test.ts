import { expect, test } from "vitest";
import { Attendance } from "./attendance";

const ann = { key: 1, spaceId: "edge", id: "ann" };
const bob = { key: 2, spaceId: "edge", id: "bob" };

test("connections are counted once, however often they are told", () => {
  const attendance = new Attendance();
  attendance.add("s/1", ann);
  attendance.add("s/1", ann);
  attendance.add("s/2", ann);
  expect(attendance.countOf(ann)).toBe(2);
  expect(attendance.remove("s/1")).toBe(ann);
  expect(attendance.remove("s/1")).toBeUndefined();
  expect(attendance.countOf(ann)).toBe(1);
});

test("a snapshot leaves what it shows and names everybody it may have changed", () => {
  const attendance = new Attendance();
  attendance.add("s/1", ann);
  attendance.add("s/2", ann);
  const concerned = attendance.replace(
    new Map([
      ["s/2", ann],
      ["s/3", bob],
    ]),
  );
  expect(concerned).toEqual([ann, bob]);
  expect([attendance.countOf(ann), attendance.countOf(bob)]).toEqual([1, 1]);
  attendance.replace(new Map());
  expect([attendance.countOf(ann), attendance.countOf(bob)]).toEqual([0, 0]);
});
