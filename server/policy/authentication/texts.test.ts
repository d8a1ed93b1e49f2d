import { expect, test } from "vitest";
import { makeChallenge, openChallenge } from "./challenge";
import { readProof, targetOf } from "./proof";
import { makeSessionToken, openSessionToken } from "./session-token";

const secret = "s".repeat(32);
const now = new Date("2030-01-01T00:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const about = { space: "edge", publicKey: "UA", now };

/** Every text that differs from the given one in one character. */
function* changesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    yield `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
  }
  yield `${text}A`;
  yield `${text}.`;
  yield text.slice(0, -1);
}

test("a challenge is taken for a minute, and never in another form", () => {
  const { challenge, expiresAt } = makeChallenge(secret, about);
  expect(openChallenge(secret, challenge, later(59_999))).toMatchObject({ space: "edge", publicKey: "UA" });
  expect(openChallenge(secret, challenge, expiresAt)).toBeUndefined();
  expect(openChallenge("t".repeat(32), challenge, now)).toBeUndefined();
  expect(makeChallenge(secret, about).challenge).not.toBe(challenge);
  for (const text of changesOf(challenge)) expect(openChallenge(secret, text, now), text).toBeUndefined();
});

test("a session token is taken for ten minutes, and no challenge is one", () => {
  const { token, expiresAt } = makeSessionToken(secret, about);
  expect(openSessionToken(secret, token, later(599_999))).toMatchObject({ space: "edge", publicKey: "UA" });
  expect(openSessionToken(secret, token, expiresAt)).toBeUndefined();
  const { challenge } = makeChallenge(secret, about);
  expect(openSessionToken(secret, `ps_${challenge.slice(3)}`, now)).toBeUndefined();
  for (const text of ["", "ps_", "ps_.", "ps_A", "ps_.A.", "ps_💥.💥"]) {
    expect(openSessionToken(secret, text, now), text).toBeUndefined();
  }
});

test("a proof is known by its form", () => {
  const methodOf = (header?: string) => readProof(header).method;
  expect(methodOf(`Bearer pk_${"a".repeat(43)}`)).toBe("api_key");
  expect(methodOf("bearer  ps_a.b ")).toBe("session");
  expect(methodOf("Bearer a.b.c")).toBe("jwt");
  expect(methodOf("Bearer a.b.")).toBe("jwt");
  for (const header of [undefined, "", "Bearer", "Bearer a b", "Basic pk_a", "Bearer a.b", "Bearer \u0000"]) {
    expect(methodOf(header), header).toBe("none");
  }
  expect(readProof(`Bearer pk_${"a".repeat(100_000)}`).text.length).toBeLessThan(10_000);
});

test("wrong proofs of one claim are counted together, whatever their secret part", () => {
  const target = (text: string) => targetOf(readProof(`Bearer ${text}`));
  expect(target("pk_abcdef1")).toBe(target("pk_abcdef2"));
  expect(target("pk_abcdeg1")).not.toBe(target("pk_abcdef1"));
  expect(target("a.b.c")).toBe(target("a.b.d"));
  expect(target("a.c.c")).not.toBe(target("a.b.c"));
});
