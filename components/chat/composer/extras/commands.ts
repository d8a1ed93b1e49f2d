import { startedTopicCharactersMax, topicCharactersMax } from "@/sdk/protocol/limits";
import type { WrittenCommand } from "../command-of";
import { extrasTexts } from "./texts";

export type CommandName = keyof typeof extrasTexts.meanings;

/** What commands do, and what of it is allowed here; absent acts have no command. */
export interface CommandActs {
  startThread?: (topic: string) => void | Promise<void>;
  topic?: (topic: string) => void | Promise<void>;
  mute?: () => void | Promise<void>;
  unmute?: () => void | Promise<void>;
  follow?: () => void | Promise<void>;
  unfollow?: () => void | Promise<void>;
  /** Whether there was one. */
  editLast: () => boolean;
  search: (words: string) => void;
  pause?: () => void;
  help: () => void;
}

type Run = (argument: string) => string | undefined | void | Promise<void>;

/** The commands that are allowed, in the order in which they are shown. */
export function commandsOf(acts: CommandActs): Map<CommandName, Run> {
  const { startThread, topic: setTopic, editLast } = acts;
  const known: [CommandName, Run | undefined][] = [
    ["thread", startThread && ((topic) => problemOfThread(topic) ?? startThread(topic))],
    ["topic", setTopic && ((topic) => problemOfTopic(topic) ?? setTopic(topic.replace(/\s+/g, " ")))],
    ["mute", acts.mute],
    ["unmute", acts.unmute],
    ["follow", acts.follow],
    ["unfollow", acts.unfollow],
    ["edit", () => (editLast() ? undefined : extrasTexts.noLast)],
    ["search", acts.search],
    ["pause", acts.pause],
    ["help", acts.help],
  ];
  return new Map(known.flatMap(([name, run]) => (run ? [[name, run] as const] : [])));
}

/** Does what was written; what is wrong with it, in words, when it was not done. */
export async function runCommand(
  commands: ReadonlyMap<CommandName, Run>,
  { name, argument }: WrittenCommand,
): Promise<string | undefined> {
  const run = commands.get(name as CommandName);
  if (!run) return extrasTexts.unknown(name);
  return (await run(argument)) ?? undefined;
}

function problemOfThread(topic: string): string | undefined {
  if (topic === "") return extrasTexts.needsThread;
  return topic.length > startedTopicCharactersMax ? extrasTexts.threadTooLong : undefined;
}

function problemOfTopic(topic: string): string | undefined {
  if (topic === "") return extrasTexts.needsTopic;
  return topic.length > topicCharactersMax ? extrasTexts.topicTooLong : undefined;
}
