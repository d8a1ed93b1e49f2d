import type { NatsConnection } from "@nats-io/nats-core";
import type { Db } from "@/server/db";
import { type Bus, type BusTopic, type Logger, seal, unseal } from "@/server/kernel";
import { encodePlainAccount } from "./account-jwt";
import { pushAccount } from "./accounts";
import { connectService } from "./connect";
import { createSeed } from "./keys";
import { encodeAccountUserJwt } from "./user-jwt";

const settingName = "nats.platform-account";
const accountName = "parley";
const settingPollMs = 500;

/** The account that Parley's processes talk to each other in exists and the server knows it. Idempotent. */
export async function ensurePlatformAccount(options: {
  db: Db;
  secret: string;
  operatorSeed: string;
  system: NatsConnection;
}): Promise<void> {
  const { db, secret } = options;
  const made = Buffer.from(seal(secret, createSeed("account"))).toString("base64");
  await db.setting.createMany({ data: [{ name: settingName, value: made }], skipDuplicates: true });
  const accountSeed = await readPlatformSeed(db, secret);
  if (!accountSeed) throw new Error("the platform account vanished while it was being made");
  await pushAccount(
    options.system,
    await encodePlainAccount({ name: accountName, accountSeed, operatorSeed: options.operatorSeed }),
  );
}

async function readPlatformSeed(db: Db, secret: string): Promise<string | undefined> {
  const setting = await db.setting.findUnique({ where: { name: settingName } });
  return typeof setting?.value === "string" ? unseal(secret, Buffer.from(setting.value, "base64")) : undefined;
}

/** Joins the platform's bus; waits until the platform account exists. */
export async function openBus(options: {
  db: Db;
  secret: string;
  natsUrl: string;
  name: string;
  log: Logger;
}): Promise<Bus> {
  let accountSeed = await readPlatformSeed(options.db, options.secret);
  while (!accountSeed) {
    await new Promise((resolve) => setTimeout(resolve, settingPollMs));
    accountSeed = await readPlatformSeed(options.db, options.secret);
  }
  const seed = accountSeed;
  const connection = await connectService({
    natsUrl: options.natsUrl,
    name: options.name,
    log: options.log,
    jwt: (publicKey) => encodeAccountUserJwt({ name: options.name, publicKey, accountSeed: seed }),
  });
  return busOver(connection, options.log);
}

function busOver(connection: NatsConnection, log: Logger): Bus {
  const gapHandlers = new Set<() => void>();
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === "reconnect") for (const handler of gapHandlers) handler();
    }
  })();
  return {
    publish(topic, event) {
      if (connection.isClosed()) return;
      connection.publish(subjectOf(topic), JSON.stringify(event));
    },
    subscribe(topic, handler) {
      const subscription = connection.subscribe(subjectOf(topic), {
        callback: (error, message) => {
          if (error) return;
          try {
            handler(message.json());
          } catch (cause) {
            log.error({ err: cause, topic }, "a bus handler failed");
          }
        },
      });
      return () => subscription.unsubscribe();
    },
    onGap(handler) {
      gapHandlers.add(handler);
      return () => gapHandlers.delete(handler);
    },
    close: () => connection.close(),
  };
}

function subjectOf(topic: BusTopic): string {
  return `bus.${topic}`;
}
