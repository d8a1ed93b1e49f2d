import { encodeAccount, newScopedSigner } from "@nats-io/jwt";
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
      limits: unlimited,
      signing_keys: scopes.map((scope) => newScopedSigner(publicKeyOf(keys[scope]), scope, scopePermissions[scope])),
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
