import type { MessageDraft } from "@/sdk/protocol";
import type { MentionStep, Route } from "../arrival";
import { persist } from "../persist";
import { mentionedNames } from "./names";
import type { Mentioned, MentionResolver } from "./resolver";

/** Finds out whom messages mention. */
export interface MentionStage {
  /** At once when it is known; else the messages of that sender to that place wait behind this one, in order. */
  pass(route: Route, draft: MessageDraft, step: Omit<MentionStep, "names">): void;
}

export function createMentionStage(spaceId: string, resolver: MentionResolver): MentionStage {
  /** Answers whether the step was done at once. */
  function attempt({ names, place, goOn }: MentionStep): true | Promise<Mentioned> {
    if (!names) {
      goOn(undefined);
      return true;
    }
    const mentioned = resolver.resolve(spaceId, place, names);
    if (mentioned instanceof Promise) return mentioned;
    goOn(mentioned);
    return true;
  }

  async function work(route: Route, line: MentionStep[], first: Promise<Mentioned>): Promise<void> {
    let pending: true | Promise<Mentioned> = first;
    for (let step = line[0]; step; step = line[0]) {
      const { names = [], place, goOn, fail } = step;
      if (pending !== true) {
        try {
          goOn(await persist(pending, async () => resolver.resolve(spaceId, place, names)));
        } catch (err) {
          fail(err);
        }
      }
      line.shift();
      pending = line[0] ? attempt(line[0]) : true;
    }
    route.mentioning = undefined;
  }

  return {
    pass(route, draft, given) {
      const names = mentionedNames(draft);
      if (!names && !route.mentioning) return given.goOn(undefined);
      const step: MentionStep = { ...given, names };
      if (route.mentioning) {
        route.mentioning.push(step);
        return;
      }
      const done = attempt(step);
      if (done === true) return;
      const line = [step];
      route.mentioning = line;
      void work(route, line, done);
    },
  };
}
