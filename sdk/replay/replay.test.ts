import { describe, expect, it } from "vitest";
import { SdkError, VerdictError } from "../errors";
import { isPrincipalId, isThreadName, MessageDraft } from "../protocol";
import { parseConversations } from "./conversations";
import { draftOf, principalIdOf, speakersOf, threadOf } from "./drafts";
import { Tally } from "./tally";

const line = (change: object = {}) =>
  JSON.stringify({
    conversation: "c-1",
    question: "How many?",
    messages: [{ step: 0, from: "human", to: null, kind: "message", content: "How many?" }],
    ...change,
  });

describe("parseConversations", () => {
  it("reads one conversation a line and skips empty lines", () => {
    const parsed = parseConversations(`${line()}\n\n${line({ conversation: "c-2" })}\n`);
    expect(parsed.map(({ conversation }) => conversation)).toEqual(["c-1", "c-2"]);
  });

  it("names the line and the field of what is wrong", () => {
    expect(() => parseConversations(`${line()}\n{"conversation":`)).toThrow(/^Line 2 is not JSON/);
    const bad = line({ messages: [{ step: 0, from: "human", to: null, kind: "shout", content: "x" }] });
    expect(() => parseConversations(bad)).toThrow(/^Line 1 is not a conversation:\n {2}messages\[0\]\.kind: /);
    expect(() => parseConversations(line({ messages: [] }))).toThrow("messages: at least one message");
    expect(() => parseConversations("\n")).toThrow("no conversation");
  });
});

describe("drafts", () => {
  it("make valid ids and thread names of any names", () => {
    for (const name of ["Human", "Büro Chef!", "__x", "a".repeat(100), "…"]) {
      expect(isPrincipalId(principalIdOf(name))).toBe(true);
      const [conversation] = parseConversations(line({ conversation: name }));
      expect(conversation && isThreadName(threadOf(conversation).name)).toBe(true);
    }
  });

  it("keep kind, receiver and story, and are what Fanout takes", () => {
    const story = { correlationId: "s", causationId: "m" };
    const said = { step: 3, from: "a", to: "B", content: "hi" } as const;
    const drafts = (["message", "thought", "termination-condition"] as const).map((kind) =>
      draftOf({ ...said, kind }, story, principalIdOf),
    );
    expect(drafts.map(({ type }) => type)).toEqual(["text", "agent.thought", "event"]);
    expect(drafts[0]).toMatchObject({ ...story, destination: ["b"], mentions: ["b"], payload: { text: "hi" } });
    for (const draft of drafts) expect(MessageDraft.safeParse(draft).error).toBeUndefined();
  });

  it("name each speaker once", () => {
    expect(speakersOf(parseConversations(`${line()}\n${line()}`))).toEqual(["human"]);
  });
});

describe("Tally", () => {
  it("counts verdicts by code and names what was refused", () => {
    const tally = new Tally();
    const where = { conversation: "c-1", step: 4, from: "human" };
    tally.accept({ verdict: "accepted", id: "1" });
    tally.accept({ verdict: "accepted", id: "1", duplicate: true });
    tally.complain(
      new VerdictError({ verdict: "refused", code: "forbidden", rule: "channel.post", reason: "No." }),
      where,
    );
    tally.complain(new SdkError("UNAVAILABLE", "No verdict.", { reason: "outcome_unknown" }), where);
    expect(tally.done).toBe(4);
    expect(tally.isClean).toBe(false);
    expect(tally.lines()).toEqual([
      "accepted   1",
      "duplicate  1",
      "refused    2 (forbidden 1, unavailable 1)",
      "  c-1 step 4, human: No. [channel.post]",
      "  c-1 step 4, human: No verdict. [outcome_unknown]",
    ]);
    expect(() => tally.complain(new TypeError("bug"), where)).toThrow("bug");
  });
});
