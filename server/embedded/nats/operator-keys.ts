import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeAccount, encodeOperator, fmtCreds } from "@nats-io/jwt";
import { createSeed, encodeAccountUserJwt, publicKeyOf, signingKey } from "@/server/nats";

/** What a nats-server in operator mode is started with, and the files that services connect with. */
export interface OperatorKeys {
  operatorSeedFile: string;
  systemCredsFile: string;
  operatorJwt: string;
  systemAccount: string;
  systemAccountJwt: string;
}

interface StoredKeys {
  operatorSeed: string;
  operatorJwt: string;
  systemAccount: string;
  systemAccountJwt: string;
}

/** The operator and the system account of an embedded NATS: made once, kept in `folder`, readable by its owner alone. */
export async function ensureOperatorKeys(folder: string): Promise<OperatorKeys> {
  const path = (name: string) => join(folder, name);
  if (!existsSync(path("operator.json"))) await createOperatorKeys(folder);
  const stored = JSON.parse(await readFile(path("operator.json"), "utf8")) as StoredKeys;
  return { ...stored, operatorSeedFile: path("operator.seed"), systemCredsFile: path("system.creds") };
}

async function createOperatorKeys(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const operatorSeed = createSeed("operator");
  const accountSeed = createSeed("account");
  const userSeed = createSeed("user");
  const systemAccount = publicKeyOf(accountSeed);
  const stored: StoredKeys = {
    operatorSeed,
    operatorJwt: await encodeOperator("parley", signingKey(operatorSeed).pair, { system_account: systemAccount }),
    systemAccount,
    systemAccountJwt: await encodeAccount(
      "SYS",
      systemAccount,
      { limits: { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 } },
      { signer: signingKey(operatorSeed).pair },
    ),
  };
  const userJwt = encodeAccountUserJwt({ name: "parley-system", publicKey: publicKeyOf(userSeed), accountSeed });
  const write = (name: string, text: string | Uint8Array) => writeFile(join(folder, name), text, { mode: 0o600 });
  await write("operator.seed", operatorSeed);
  await write("system.creds", fmtCreds(userJwt, signingKey(userSeed).pair));
  // Written last and in one step: its being there says that the others are.
  await write("operator.json.new", JSON.stringify(stored));
  await rename(join(folder, "operator.json.new"), join(folder, "operator.json"));
}
