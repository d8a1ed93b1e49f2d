import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSpaceKeys, encodeSpaceAccount, publicKeyOf, pushAccount } from "@/server/nats";
import { createTestWorld, type TestWorld } from "../world";
import { createStage, type Stage } from "./stage";
import { type Listener, listenTo, openWitness, tryPublish, trySubscribe, type Witness } from "./subjects/attempts";
import {
  type Credential,
  connectWith,
  credentialOf,
  issueToEverybody,
  type Party,
  parties,
  witnessOf,
} from "./subjects/parties";
import { everythingThatCanBeSaid, families, type Outcome } from "./subjects/table";

let world: TestWorld;
let stage: Stage;
let witness: Witness;
let credentials: Record<Party, Credential>;
const listeners = new Map<Party, Listener>();
const open: NatsConnection[] = [];

async function join(credential: Credential): Promise<NatsConnection> {
  const connection = await connectWith(world.natsUrl, credential);
  open.push(connection);
  return connection;
}

beforeAll(async () => {
  world = await createTestWorld();
  stage = await createStage(world);
  credentials = await issueToEverybody(stage);
  witness = await openWitness(await join(witnessOf(stage.keys)));
  for (const party of parties) listeners.set(party, listenTo(await join(credentials[party])));
});
afterAll(async () => {
  for (const connection of open) await connection.close();
  await world?.close();
});

test("every permission and every maker of subjects belongs to a family that is tried here", () => {
  const covered = Object.values(families).flatMap(({ covers }) => covers);
  expect([...new Set(covered)].sort()).toEqual(everythingThatCanBeSaid());
});

/** What each party finds when it tries. */
async function tryAll(attempt: (listener: Listener, me: string, text: string) => Promise<Outcome>) {
  const found: Partial<Record<Party, Outcome>> = {};
  for (const party of parties) {
    const listener = listeners.get(party);
    if (listener) found[party] = await attempt(listener, credentials[party].name, world.unique(party));
  }
  return found;
}

const rows = Object.entries(families);
const published = rows.flatMap(([family, { subject, publish }]) => (publish ? [{ family, subject, publish }] : []));
const heard = rows.flatMap(([family, { subject, sample = subject, subscribe }]) =>
  subscribe ? [{ family, subject, sample, subscribe }] : [],
);

test.each(published)("$family is published by those who may", async ({ subject, publish }) => {
  const found = await tryAll((listener, me, text) => tryPublish(listener, witness, subject(me), text));
  expect(found).toEqual(publish);
});

test.each(heard)("$family is heard by those who may", async ({ subject, sample, subscribe }) => {
  const found = await tryAll((listener, me, text) =>
    trySubscribe(listener, witness, { subject: subject(me), sample: sample(me) }, text),
  );
  expect(found).toEqual(subscribe);
});

describe("at the door", () => {
  const refused = /authorization|authentication|expired|revoked/i;
  const enter = async (credential: Credential) => {
    const connection = await join(credential);
    await connection.flush();
    return connection;
  };

  test("nobody gets in without a credential", async () => {
    const { connect } = await import("@nats-io/transport-node");
    await expect(connect({ servers: world.natsUrl, reconnect: false })).rejects.toThrow(refused);
  });

  test("a credential opens to its own key pair only, signed by the account it names", async () => {
    const { member, outsider } = credentials;
    await expect(enter({ ...outsider, jwt: member.jwt })).rejects.toThrow(refused);
    const foreign = { ...stage.keys, agent: stage.otherKeys.agent };
    await expect(enter(credentialOf(foreign, "member", "agent"))).rejects.toThrow(refused);
    const { account: _, ...rest } = createSpaceKeys();
    await expect(enter(credentialOf({ ...rest, account: stage.keys.account }, "member", "agent"))).rejects.toThrow(
      refused,
    );
    await enter(credentialOf(stage.keys, "member", "agent"));
  });

  test("a credential that runs out ends its connection and opens no other", async () => {
    const lifeMs = 2_000;
    const passing = credentialOf(stage.keys, "member", "agent", { expiresAt: new Date(Date.now() + lifeMs) });
    const connection = await enter(passing);
    await connection.closed();
    expect(Date.now()).toBeGreaterThanOrEqual(expiryOf(passing));
    // The server counts in whole seconds: within the last one it lets in, and ends the connection at once.
    await expect.poll(() => Date.now()).toBeGreaterThan(expiryOf(passing) + 1_000);
    await expect(enter(passing)).rejects.toThrow(refused);
  });

  test("a revoked credential ends its connection and opens no other; those of others stay", async () => {
    const credential = credentialOf(stage.keys, "member", "agent");
    const connection = await enter(credential);
    const revocations = [{ publicKey: publicKeyOf(credential.seed), revokedAt: new Date() }];
    const { spaceId, keys } = stage;
    await pushAccount(
      world.system,
      await encodeSpaceAccount({ spaceId, keys, operatorSeed: world.operatorSeed, revocations }),
    );
    await connection.closed();
    await expect(enter(credential)).rejects.toThrow(refused);
    for (const { connection: other } of listeners.values()) await other.flush();
  });
});

function expiryOf({ jwt }: Credential): number {
  const claims = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) as { exp: number };
  return claims.exp * 1_000;
}
