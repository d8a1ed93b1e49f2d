import { AppError } from "@/server/kernel";
import type { Inspection } from "./inspection";
import type { AttachmentLimits } from "./limits";
import { provenTypeOf } from "./media-type";
import { cutOff, empty, tooLarge, typeBlocked } from "./refusals";

const silenceMsMax = 30_000;

/** The content as it comes, looked at, for as long as it keeps to the limits; what is silent for 30 s counts as cut off. */
export async function* inspected(
  content: AsyncIterable<Uint8Array>,
  inspection: Inspection,
  limits: AttachmentLimits,
): AsyncGenerator<Uint8Array> {
  let isProven = false;
  for await (const chunk of unlessSilent(content)) {
    inspection.take(chunk);
    if (inspection.bytes > limits.fileBytesMax) throw tooLarge(limits.fileBytesMax);
    if (inspection.hasHead && !isProven) {
      isProven = true;
      requireTaken(await provenTypeOf(inspection.head), limits);
    }
    yield chunk;
  }
}

/** Throws unless all of it came that was said to, and that was something. */
export function requireWhole(bytes: number, declaredBytes: number | undefined): void {
  if (declaredBytes !== undefined && bytes !== declaredBytes) throw cutOff({ bytes, declaredBytes });
  if (bytes === 0) throw empty();
}

export function requireTaken(mediaType: string | undefined, { blockedTypes }: AttachmentLimits): void {
  if (mediaType !== undefined && blockedTypes.includes(mediaType)) throw typeBlocked(mediaType);
}

async function* unlessSilent(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts = content[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await inTime(parts.next());
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : cutOff(cause);
  } finally {
    // A source that is silent may not end either: it is not waited for.
    void Promise.resolve(parts.return?.()).catch(() => undefined);
  }
}

async function inTime<Value>(next: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(cutOff("silence")), silenceMsMax);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
