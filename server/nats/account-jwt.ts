import { encodeAccount, newScopedSigner } from "@nats-io/jwt";
import { messageBytesMax } from "@/sdk/protocol";
import { publicKeyOf, signingKey } from "./keys";
import { type Scope, scopePermissions } from "./permissions";
import type { SpaceKeys } from "./space-keys";

const unlimited = {
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
  conn: -1,
  leaf: -1,
  mem_storage: -1,
  disk_storage: -1,
  streams: -1,
  consumer: -1,
} as const;

/**
 * A space's own bounds. `subs` and `payload` hold for each connection: more than the largest credential opens, and twice the
 * largest message, so that Fanout can say what is wrong with one that is too large. Connections are not bounded, because the
 * server would end others at random to keep to it; nor are disk and memory, because the server sets aside for each account
 * what it is allowed, and would have nothing left after some dozens of spaces. Only services make streams, and on disk.
 */
const spaceLimits = {
  ...unlimited,
  subs: 20_000,
  payload: 2 * messageBytesMax,
  imports: 0,
  exports: 0,
  leaf: 0,
  streams: 100,
  consumer: 10_000,
} as const;

/** Bounds of one connection: a credential opens a thousand places at most, with three subjects each. */
const scopeLimits: Record<Scope, { subs?: number }> = {
  agent: { subs: 5_000 },
  person: { subs: 5_000 },
  service: {},
};

export interface RevokedKey {
  publicKey: string;
  /** JWTs of that key that were issued at or before this moment no longer count. */
  revokedAt: Date;
}

const scopes: readonly Scope[] = ["agent", "person", "service"];

/** The account JWT of a space: its scoped signing keys, JetStream, and the keys that are revoked. */
export function encodeSpaceAccount(input: {
  spaceId: string;
  keys: SpaceKeys;
  operatorSeed: string;
  revocations: RevokedKey[];
}): Promise<string> {
  const { keys } = input;
  return encodeAccount(
    input.spaceId,
    publicKeyOf(keys.account),
    {
      limits: spaceLimits,
      signing_keys: scopes.map((scope) =>
        newScopedSigner(publicKeyOf(keys[scope]), scope, { ...scopePermissions[scope], ...scopeLimits[scope] }),
      ),
      revocations: Object.fromEntries(
        input.revocations.map(({ publicKey, revokedAt }) => [publicKey, Math.ceil(revokedAt.getTime() / 1000)]),
      ),
    },
    { signer: signingKey(input.operatorSeed).pair },
  );
}

/** The account JWT of an account without spaces' rules: the platform's own bus. */
export function encodePlainAccount(input: {
  name: string;
  accountSeed: string;
  operatorSeed: string;
}): Promise<string> {
  return encodeAccount(
    input.name,
    publicKeyOf(input.accountSeed),
    { limits: { ...unlimited, mem_storage: 0, disk_storage: 0 } },
    { signer: signingKey(input.operatorSeed).pair },
  );
}
