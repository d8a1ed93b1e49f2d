import * as protocol from "@/sdk/protocol";
import { scopePermissions } from "@/server/nats";
import { readOutcomes } from "../outcomes";
import { type Party, parties, privateThread } from "./parties";

/**
 * `heard`: it arrives; `unheard`: NATS takes it and nobody of the space hears of it; `refused`: a permissions violation.
 * A stranger's own subjects are those of another account: what NATS lets it do there is never heard here.
 */
export type Outcome = "heard" | "unheard" | "refused";

/** One family of subjects. */
export interface Row {
  /** The subject, seen from a party called `me`; `closed` is the private channel. */
  subject: (me: string) => string;
  /** What is published to hear whether a subscription delivers, where that is another subject. */
  sample?: (me: string) => string;
  publish?: Record<Party, string>;
  subscribe?: Record<Party, string>;
  /** The permissions and the makers of subjects that this family stands for. */
  covers: string[];
}

const closed = "closed";
const other = "owner";
const only = (text: string) => readOutcomes(text, parties);
const nobody = only("rest refused");
const service = only("service heard, rest refused");
/** Every participant, and not the platform's processes. */
const own = only("service refused, stranger unheard, rest heard");
const readers = "owner moderator member paused admin memberPerson service heard";
const nobodyElses = (me: string) => (me === other ? "member" : other);

export const families: Record<string, Row> = {
  "ingress of one's own": {
    subject: (me) => protocol.ingressSubject(me, { channel: closed }),
    publish: own,
    subscribe: service,
    covers: ["pub ingress.{{name()}}.>", "sub ingress.>", "ingressSubject", "ingressWildcard"],
  },
  "ingress of somebody else": {
    subject: (me) => protocol.ingressSubject(nobodyElses(me), { channel: closed }),
    publish: nobody,
    subscribe: service,
    covers: [],
  },
  "a stored message": {
    subject: () => protocol.storedSubject({ channel: closed }),
    publish: service,
    subscribe: service,
    covers: ["pub channels.>", "sub channels.>", "storedSubject", "storedWildcard"],
  },
  "a channel, live": {
    subject: () => protocol.liveSubject({ channel: closed }),
    publish: service,
    subscribe: only(`${readers}, stranger unheard, rest refused`),
    covers: ["pub live.>", "sub live.>", "sub live.channels.{{tag(ch)}}", "liveSubject", "liveWildcard"],
  },
  "an inherited thread, live": {
    subject: () => protocol.liveSubject({ channel: closed, thread: "talk" }),
    publish: service,
    subscribe: only(`${readers}, stranger unheard, rest refused`),
    covers: [],
  },
  "all inherited threads, live": {
    subject: () => protocol.liveThreadsSubject(closed),
    sample: () => protocol.liveSubject({ channel: closed, thread: "talk" }),
    subscribe: only(`${readers}, stranger unheard, rest refused`),
    covers: ["sub live.channels.{{tag(ch)}}.threads.*", "liveThreadsSubject"],
  },
  "a private thread, live": {
    subject: () => protocol.liveSubject({ channel: closed, thread: privateThread, isPrivate: true }),
    publish: service,
    subscribe: only("participant admin service heard, rest refused"),
    covers: ["sub live.channels.{{tag(pt)}}"],
  },
  "all private threads, live": {
    subject: () => `live.channels.${closed}.private.*`,
    sample: () => protocol.liveSubject({ channel: closed, thread: privateThread, isPrivate: true }),
    subscribe: service,
    covers: [],
  },
  "a channel below the channel, live": {
    subject: () => protocol.liveSubject({ channel: `${closed}.below` }),
    publish: service,
    subscribe: service,
    covers: [],
  },
  "everything of a channel, live": {
    subject: () => `live.channels.${closed}.>`,
    sample: () => protocol.liveSubject({ channel: closed, thread: "talk" }),
    subscribe: service,
    covers: [],
  },
  "all channels, live": {
    subject: () => "live.channels.*",
    sample: () => protocol.liveSubject({ channel: closed }),
    subscribe: service,
    covers: [],
  },
  "everything there is": {
    subject: () => ">",
    sample: () => protocol.liveSubject({ channel: closed }),
    subscribe: nobody,
    covers: [],
  },
  "one's own inbox for direct messages": {
    subject: (me) => protocol.agentInboxSubject(me),
    publish: service,
    subscribe: only("stranger unheard, rest heard"),
    covers: ["pub agent.>", "sub agent.>", "sub agent.{{name()}}.inbox", "agentInboxSubject"],
  },
  "somebody else's inbox for direct messages": {
    subject: (me) => protocol.agentInboxSubject(nobodyElses(me)),
    publish: service,
    subscribe: service,
    covers: [],
  },
  "a broadcast": {
    subject: () => protocol.broadcastSubject,
    publish: service,
    subscribe: only("stranger unheard, rest heard"),
    covers: ["sub agent.broadcast", "broadcastSubject"],
  },
  "one's own presence": {
    subject: (me) => protocol.agentStatusSubject(me),
    publish: only("stranger unheard, rest heard"),
    subscribe: only("stranger unheard, rest heard"),
    covers: ["pub agent.{{name()}}.status", "sub agent.*.status", "agentStatusSubject", "anyAgentStatusSubject"],
  },
  "somebody else's presence": {
    subject: (me) => protocol.agentStatusSubject(nobodyElses(me)),
    publish: service,
    subscribe: only("stranger unheard, rest heard"),
    covers: [],
  },
  "one's own tasks": {
    subject: (me) => `agent.${me}.task.completed`,
    publish: only("stranger unheard, rest heard"),
    subscribe: service,
    covers: ["pub agent.{{name()}}.task.>"],
  },
  "somebody else's tasks": {
    subject: (me) => `agent.${nobodyElses(me)}.task.completed`,
    publish: service,
    subscribe: service,
    covers: [],
  },
  "one's own replies": {
    subject: (me) => `${protocol.inboxPrefix(me)}.1`,
    publish: service,
    subscribe: only("stranger unheard, rest heard"),
    covers: ["pub _INBOX.>", "sub _INBOX.{{name()}}.>", "inboxPrefix"],
  },
  "somebody else's replies": {
    subject: (me) => `${protocol.inboxPrefix(nobodyElses(me))}.1`,
    publish: service,
    subscribe: nobody,
    covers: [],
  },
  "a service's replies": {
    subject: () => `${protocol.inboxPrefix("service:test")}.1`,
    publish: service,
    subscribe: nobody,
    covers: [],
  },
  "a question to the policy": {
    subject: () => protocol.policySubject("listBlocks"),
    publish: service,
    subscribe: service,
    covers: ["pub policy.>", "sub policy.>", "policySubject"],
  },
  "all questions to the policy": {
    subject: () => protocol.policyWildcard,
    sample: () => protocol.policySubject("listBlocks"),
    subscribe: service,
    covers: ["policyWildcard"],
  },
  "the JetStream API": {
    subject: () => `$JS.API.STREAM.INFO.${protocol.channelsStream}`,
    publish: service,
    subscribe: nobody,
    covers: ["pub $JS.API.>"],
  },
  "messages by JetStream, past the history": {
    subject: () => `$JS.API.DIRECT.GET.${protocol.channelsStream}`,
    publish: service,
    subscribe: nobody,
    covers: [],
  },
  "acknowledgements of JetStream's consumers": {
    subject: () => `$JS.ACK.${protocol.channelsStream}.logger.1.1.1.1.1`,
    publish: service,
    subscribe: nobody,
    covers: ["pub $JS.ACK.>"],
  },
  "flow control of JetStream's consumers": {
    subject: () => `$JS.FC.${protocol.channelsStream}.x`,
    publish: service,
    subscribe: nobody,
    covers: ["pub $JS.FC.>"],
  },
  "a piece of a file in the object store": {
    subject: () => "$O.ATTACHMENTS.C.piece",
    publish: service,
    subscribe: nobody,
    covers: ["pub $O.ATTACHMENTS.>"],
  },
  "files by JetStream, past the attachments": {
    subject: () => "$JS.API.DIRECT.GET.OBJ_ATTACHMENTS",
    publish: service,
    subscribe: nobody,
    covers: [],
  },
  "the server's own requests": {
    subject: () => "$SYS.REQ.SERVER.PING",
    publish: nobody,
    subscribe: nobody,
    covers: [],
  },
};

/** Every permission of a space's account and every maker of subjects of the protocol, as `covers` names them. */
export function everythingThatCanBeSaid(): string[] {
  const permissions = Object.values(scopePermissions).flatMap(({ pub, sub }) => [
    ...(pub?.allow ?? []).map((pattern) => `pub ${pattern}`),
    ...(sub?.allow ?? []).map((pattern) => `sub ${pattern}`),
  ]);
  const makers = Object.keys(protocol).filter((name) => /^(?!parse).*(Subject|Wildcard|Prefix)$/.test(name));
  return [...new Set([...permissions, ...makers])].sort();
}
