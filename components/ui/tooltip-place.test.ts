import { expect, test } from "vitest";
import { placeBeside } from "./tooltip-place";

const view = { width: 400, height: 300 };
const size = { width: 100, height: 20 };

test("a tooltip stands centred on the wanted side", () => {
  const anchor = { left: 180, top: 100, width: 40, height: 40 };
  expect(placeBeside(anchor, size, "top", view)).toEqual({ left: 150, top: 72 });
  expect(placeBeside(anchor, size, "right", view)).toEqual({ left: 228, top: 110 });
});

test("it goes to the other side where the wanted one has no room, and never leaves the window", () => {
  const corner = { left: 380, top: 4, width: 16, height: 16 };
  expect(placeBeside(corner, size, "top", view)).toEqual({ left: 292, top: 28 });
  expect(placeBeside({ ...corner, left: 2 }, size, "left", view)).toEqual({ left: 26, top: 8 });
});
