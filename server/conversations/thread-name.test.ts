import { expect, test } from "vitest";
import { isThreadName } from "@/sdk/protocol";
import { freeName, nameFromTopic } from "./thread-name";

test("every topic gives a name that a thread may have", () => {
  const topics = [
    "Sensor 7: why 37.2 °C?",
    "Über Ångström",
    "----",
    "",
    "日本語",
    "a".repeat(500),
    `${"a".repeat(47)} b`,
  ];
  expect(topics.map(nameFromTopic).map(isThreadName)).toEqual(topics.map(() => true));
  expect(nameFromTopic("Sensor 7: why 37.2 °C?")).toBe("sensor-7-why-37-2-c");
  expect(nameFromTopic("Über Ångström")).toBe("uber-angstrom");
  expect(nameFromTopic("日本語")).toBe("thread");
});

test("a taken name gets the first free number", () => {
  expect(freeName("spike", new Set(["other"]))).toBe("spike");
  expect(freeName("spike", new Set(["spike"]))).toBe("spike-2");
  expect(freeName("spike", new Set(["spike", "spike-2", "spike-4"]))).toBe("spike-3");
});
