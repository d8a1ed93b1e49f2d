import { type Envelope, groupMentionMark, hereMention, isPrincipalId } from "@/sdk/protocol";

/** For whom in particular a message is, as its envelope says. */
export interface Calls {
  /** Ids of principals. */
  direct: string[];
  addressed: string[];
  /** Names of groups. */
  groups: string[];
  here: boolean;
}

/** `undefined` when the message is for nobody in particular, as most are. */
export function callsOf({ mentions, destination }: Envelope): Calls | undefined {
  if (!mentions && !destination) return undefined;
  const mentioned = textsOf(mentions);
  const addressed = textsOf(destination).filter(isPrincipalId);
  if (mentioned.length === 0 && addressed.length === 0) return undefined;
  return {
    direct: mentioned.filter(isPrincipalId).filter((name) => name !== hereMention),
    addressed,
    groups: mentioned.flatMap((name) =>
      name.startsWith(groupMentionMark) && !/\p{Cc}/u.test(name) ? name.slice(groupMentionMark.length) : [],
    ),
    here: mentioned.includes(hereMention),
  };
}

/** What is in the stream did not have to come through Fanout. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
