import { expect, test } from "vitest";
import { countInTitle } from "./title";

test("a number stands before the title once, and goes when there is nothing", () => {
  expect(countInTitle("#lab", 3)).toBe("(3) #lab");
  expect(countInTitle("(3) #lab", 100)).toBe("(99+) #lab");
  expect(countInTitle("(99+) #lab", 0)).toBe("#lab");
  expect(countInTitle("(draft) #lab", 1)).toBe("(1) (draft) #lab");
});
