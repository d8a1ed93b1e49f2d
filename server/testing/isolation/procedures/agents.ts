import { createSeed, publicKeyOf } from "@/server/nats";
import { addAgentNkey, createAgentKey, linkSubject, putTokenIssuer, registerAgent } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, forAdminsOf, type Table } from "./rows";

const issuerKeys = {
  keys: [{ kty: "OKP", crv: "Ed25519", kid: "1", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }],
};

async function addAgent({ stage: { ctx, world } }: Console, spaceId: string): Promise<string> {
  const id = world.unique("agent");
  await registerAgent(ctx, { spaceId, id });
  return id;
}

async function addKey(console: Console, spaceId: string): Promise<string> {
  const principalId = await addAgent(console, spaceId);
  return (await createAgentKey(console.stage.ctx, { spaceId, principalId })).id;
}

async function addNkey(console: Console, spaceId: string): Promise<string> {
  const publicKey = newKeyPair();
  const principalId = await addAgent(console, spaceId);
  await addAgentNkey(console.stage.ctx, { spaceId, principalId, publicKey });
  return publicKey;
}

/** Always the same one: a space trusts a bounded number of issuers. */
async function addIssuer({ stage: { ctx } }: Console, spaceId: string): Promise<string> {
  const issuer = "https://trusted.example.org";
  await putTokenIssuer(ctx, { spaceId, issuer, audience: "parley", jwks: issuerKeys });
  return issuer;
}

async function addSubject(console: Console, spaceId: string): Promise<{ issuer: string; subject: string }> {
  const { ctx, world } = console.stage;
  const link = { issuer: await addIssuer(console, spaceId), subject: world.unique("subject") };
  await linkSubject(ctx, { spaceId, principalId: await addAgent(console, spaceId), ...link });
  return link;
}

const newKeyPair = () => publicKeyOf(createSeed("user"));

export const agentProcedures: Table = {
  "agents.list": forAdmins(),
  "agents.search": forAdmins(),
  "agents.get": forAdminsOf(async (...at) => ({ id: await addAgent(...at) })),
  "agents.register": forAdmins(({ stage }) => ({ id: stage.world.unique("made") })),
  "agents.setDisabled": forAdminsOf(async (...at) => ({ principalId: await addAgent(...at), isDisabled: true })),
  "agents.revokeNow": forAdminsOf(async (...at) => ({ principalId: await addAgent(...at) })),
  "agents.createKey": forAdminsOf(async (...at) => ({ principalId: await addAgent(...at) })),
  "agents.revokeKey": forAdminsOf(async (...at) => ({ keyId: await addKey(...at) })),
  "agents.addNkey": forAdminsOf(async (...at) => ({ principalId: await addAgent(...at), publicKey: newKeyPair() })),
  "agents.revokeNkey": forAdminsOf(async (...at) => ({ publicKey: await addNkey(...at) })),
  "agents.linkSubject": forAdminsOf(async (console, spaceId) => ({
    principalId: await addAgent(console, spaceId),
    issuer: await addIssuer(console, spaceId),
    subject: console.stage.world.unique("subject"),
  })),
  "agents.unlinkSubject": forAdminsOf(addSubject),
};

export const issuerProcedures: Table = {
  "issuers.list": forAdmins(),
  "issuers.put": forAdmins(() => ({ issuer: "https://issuer.example.org", audience: "parley", jwks: issuerKeys })),
  "issuers.delete": forAdmins(async (...at) => ({ issuer: await addIssuer(...at) })),
};
