import { createSeed, publicKeyOf } from "@/server/nats";
import { addAgentNkey, createAgentKey, linkSubject, putTokenIssuer, registerAgent } from "@/server/policy";
import type { Console } from "./console";
import { forAdmins, type Table } from "./rows";

const issuerKeys = {
  keys: [{ kty: "OKP", crv: "Ed25519", kid: "1", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }],
};

async function addAgent({ stage: { ctx, spaceId, world } }: Console): Promise<string> {
  const id = world.unique("agent");
  await registerAgent(ctx, { spaceId, id });
  return id;
}

async function addKey(console: Console): Promise<string> {
  const { ctx, spaceId } = console.stage;
  return (await createAgentKey(ctx, { spaceId, principalId: await addAgent(console) })).id;
}

async function addNkey(console: Console): Promise<string> {
  const { ctx, spaceId } = console.stage;
  const publicKey = publicKeyOf(createSeed("user"));
  await addAgentNkey(ctx, { spaceId, principalId: await addAgent(console), publicKey });
  return publicKey;
}

/** Always the same one: a space trusts a bounded number of issuers. */
async function addIssuer({ stage: { ctx, spaceId } }: Console): Promise<string> {
  const issuer = "https://trusted.example.org";
  await putTokenIssuer(ctx, { spaceId, issuer, audience: "parley", jwks: issuerKeys });
  return issuer;
}

async function addSubject(console: Console): Promise<{ issuer: string; subject: string }> {
  const { ctx, spaceId } = console.stage;
  const link = { issuer: await addIssuer(console), subject: console.stage.world.unique("subject") };
  await linkSubject(ctx, { spaceId, principalId: await addAgent(console), ...link });
  return link;
}

export const agentProcedures: Table = {
  "agents.list": forAdmins(),
  "agents.search": forAdmins(),
  "agents.get": forAdmins(async (console) => ({ id: await addAgent(console) })),
  "agents.register": forAdmins(({ stage }) => ({ id: stage.world.unique("made") })),
  "agents.setDisabled": forAdmins(async (console) => ({ principalId: await addAgent(console), isDisabled: true })),
  "agents.revokeNow": forAdmins(async (console) => ({ principalId: await addAgent(console) })),
  "agents.createKey": forAdmins(async (console) => ({ principalId: await addAgent(console) })),
  "agents.revokeKey": forAdmins(async (console) => ({ keyId: await addKey(console) })),
  "agents.addNkey": forAdmins(async (console) => ({
    principalId: await addAgent(console),
    publicKey: publicKeyOf(createSeed("user")),
  })),
  "agents.revokeNkey": forAdmins(async (console) => ({ publicKey: await addNkey(console) })),
  "agents.linkSubject": forAdmins(async (console) => ({
    principalId: await addAgent(console),
    issuer: await addIssuer(console),
    subject: console.stage.world.unique("subject"),
  })),
  "agents.unlinkSubject": forAdmins((console) => addSubject(console)),
};

export const issuerProcedures: Table = {
  "issuers.list": forAdmins(),
  "issuers.put": forAdmins(() => ({ issuer: "https://issuer.example.org", audience: "parley", jwks: issuerKeys })),
  "issuers.delete": forAdmins(async (console) => ({ issuer: await addIssuer(console) })),
};
