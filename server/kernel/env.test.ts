import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { envSchema, readEnv } from "./env";

const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
const described = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
  ([, name = "", value = ""]) => [name, value] as const,
);

test(".env.example describes every setting and no other", () => {
  expect(described.map(([name]) => name).sort()).toEqual(Object.keys(envSchema.shape).sort());
});

test(".env.example shows the defaults", () => {
  const defaults = Object.entries(readEnv({})).map(([name, value]) => [name, String(value)]);
  const shown = described.filter(([, value]) => value !== "").map(([name, value]) => [name, value]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(defaults.filter(([, value]) => value !== "undefined")));
});

test("a wrong setting is named with what it should be", () => {
  expect(() => readEnv({ CONSOLE_PORT: "http" })).toThrow(/CONSOLE_PORT: /);
  expect(() => readEnv({ PARLEY_SECRET: "short", DATABASE_URL: "mysql://x" })).toThrow(
    /DATABASE_URL[\s\S]*PARLEY_SECRET: at least 32/,
  );
});

test("an empty variable counts as absent", () => {
  expect(readEnv({ DATABASE_URL: "" }).DATABASE_URL).toBeUndefined();
});
