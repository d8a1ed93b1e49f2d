import { expect, test, vi } from "vitest";
import { type CommandActs, commandsOf, runCommand } from "./commands";

function acts(more: Partial<CommandActs> = {}): CommandActs {
  return { editLast: () => false, search: vi.fn(), help: vi.fn(), ...more };
}

test("only what is allowed has a command", async () => {
  expect([...commandsOf(acts()).keys()]).toEqual(["edit", "search", "help"]);
  const all = acts({ startThread: vi.fn(), mute: vi.fn(), follow: vi.fn(), pause: vi.fn() });
  expect([...commandsOf(all).keys()]).toEqual(["thread", "mute", "follow", "edit", "search", "pause", "help"]);
  expect(await runCommand(commandsOf(acts()), { name: "mute", argument: "" })).toContain("There is no command /mute");
});

test("a command gets what was written after it, and says what it lacks", async () => {
  const startThread = vi.fn();
  const commands = commandsOf(acts({ startThread }));
  expect(await runCommand(commands, { name: "thread", argument: "Why 37.2?" })).toBeUndefined();
  expect(startThread.mock.calls).toEqual([["Why 37.2?"]]);
  expect(await runCommand(commands, { name: "thread", argument: "" })).toContain("/thread");
  expect(await runCommand(commands, { name: "thread", argument: "x".repeat(501) })).toContain("500");
  expect(startThread).toHaveBeenCalledTimes(1);
  expect(await runCommand(commands, { name: "edit", argument: "" })).toContain("no message of yours");
});

test("a channel's topic is one line, within bounds", async () => {
  const topic = vi.fn();
  const commands = commandsOf(acts({ topic }));
  expect(await runCommand(commands, { name: "topic", argument: "Readings\nof pump 3" })).toBeUndefined();
  expect(topic.mock.calls).toEqual([["Readings of pump 3"]]);
  expect(await runCommand(commands, { name: "topic", argument: "" })).toContain("/topic");
  expect(await runCommand(commands, { name: "topic", argument: "x".repeat(1_025) })).toContain("1,024");
  expect(topic).toHaveBeenCalledTimes(1);
});

test("what no command is called is unknown, whatever it is called", async () => {
  for (const name of ["foo", "constructor", "__proto__"]) {
    expect(await runCommand(commandsOf(acts()), { name, argument: "" })).toContain(`/${name}`);
  }
});
