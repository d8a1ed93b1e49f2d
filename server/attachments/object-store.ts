import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { Base64UrlPaddedCodec, type ObjectStore, Objm, StorageType } from "@nats-io/obj";
import { AppError } from "@/server/kernel";

const bucketName = "ATTACHMENTS";
const streamName = `OBJ_${bucketName}`;
const pieceBytes = 131_072;
const timeoutMs = 5_000;

const buckets = new WeakMap<NatsConnection, Promise<ObjectStore>>();

/** The space's bucket, made at its first use. */
function openBucket(connection: NatsConnection): Promise<ObjectStore> {
  const known = buckets.get(connection);
  if (known) return known;
  const opened = new Objm(connection).create(bucketName, { storage: StorageType.File });
  buckets.set(connection, opened);
  opened.catch(() => buckets.delete(connection));
  return opened;
}

/**
 * Stores an object as its content comes, and answers what its pieces are called. When the content throws, nothing of it stays
 * and that is thrown; UNAVAILABLE when the store does not answer.
 */
export async function putObject(
  connection: NatsConnection,
  name: string,
  content: AsyncIterable<Uint8Array>,
): Promise<string> {
  let broken: { cause: unknown } | undefined;
  const stream = streamOf(content, (cause) => {
    broken = { cause };
  });
  try {
    const bucket = await openBucket(connection);
    const meta = { name, options: { max_chunk_size: pieceBytes } };
    return (await bucket.put(meta, stream, { timeout: timeoutMs })).nuid;
  } catch (cause) {
    if (broken) throw broken.cause;
    await stream.cancel().catch(() => undefined);
    buckets.delete(connection);
    throw unavailable(cause);
  }
}

/**
 * The pieces of an object in order, each read when the one before was taken: a slow reader costs one piece of memory. The
 * first is there when this resolves; `undefined` when there is none.
 */
export async function openObject(
  connection: NatsConnection,
  pieces: string,
): Promise<AsyncGenerator<Uint8Array> | undefined> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
  const next_by_subj = piecesSubject(pieces);
  const read = (seq: number) =>
    manager.direct.getMessage(streamName, { seq, next_by_subj }).catch((cause: unknown) => {
      throw unavailable(cause);
    });
  const first = await read(1);
  if (!first) return undefined;
  return (async function* () {
    for (let piece = first as typeof first | null; piece; piece = await read(piece.seq + 1)) yield piece.data;
  })();
}

/** Nothing of the object stays. What is not there is no failure. */
export async function removeObject(connection: NatsConnection, name: string, pieces: string): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
  for (const filter of [piecesSubject(pieces), nameSubject(name)]) {
    await manager.streams.purge(streamName, { filter }).catch(unlessNoStream);
  }
}

/** What all objects of the space take together; 0 while there is no store. */
export async function occupiedBytes(connection: NatsConnection): Promise<number> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
  const info = await manager.streams.info(streamName).catch(unlessNoStream);
  return info?.state.bytes ?? 0;
}

/** Something the store holds: pieces by what they are called, or an object's entry by its name. */
export type Held = { subject: string } & ({ pieces: string } | { name: string });

/** Everything the store holds. */
export async function listHeld(connection: NatsConnection): Promise<Held[]> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
  const info = await manager.streams.info(streamName, { subjects_filter: `$O.${bucketName}.>` }).catch(unlessNoStream);
  return Object.keys(info?.state.subjects ?? {}).flatMap((subject): Held[] => {
    const [, , kind, called = ""] = subject.split(".");
    if (kind === "C") return [{ subject, pieces: called }];
    return kind === "M" ? [{ subject, name: Buffer.from(called, "base64url").toString("utf8") }] : [];
  });
}

/** Removes what is held under the subject unless something was added to it since. Answers whether it did. */
export async function removeHeldSince(connection: NatsConnection, subject: string, since: Date): Promise<boolean> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
  const last = await manager.direct.getMessage(streamName, { last_by_subj: subject });
  if (last && last.time >= since) return false;
  await manager.streams.purge(streamName, { filter: subject });
  return true;
}

function piecesSubject(pieces: string): string {
  return `$O.${bucketName}.C.${pieces}`;
}

function nameSubject(name: string): string {
  return `$O.${bucketName}.M.${Base64UrlPaddedCodec.encode(name)}`;
}

function unlessNoStream(error: unknown): undefined {
  if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return undefined;
  throw unavailable(error);
}

function unavailable(cause: unknown): AppError {
  const message = "The file store does not answer right now. Try again in a moment.";
  return new AppError("UNAVAILABLE", message, { reason: "file_store", cause });
}

/** As the store takes it, each part asked for when the one before is stored. */
function streamOf(content: AsyncIterable<Uint8Array>, onFailure: (cause: unknown) => void): ReadableStream<Uint8Array> {
  const parts = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await parts.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (cause) {
          onFailure(cause);
          controller.error(cause);
        }
      },
      async cancel() {
        await parts.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
