import { AppError } from "@/server/kernel";

export function tooLarge(bytesMax: number): AppError {
  const message = `Files have at most ${sizeOf(bytesMax)}. Make it smaller, or link to it.`;
  return new AppError("LIMIT_EXCEEDED", message, { reason: "too_large", fields: [{ path: "body", message }] });
}

export function cutOff(cause: unknown): AppError {
  const message = "The file did not arrive whole. Send it again.";
  return new AppError("VALIDATION", message, { reason: "cut_off", fields: [{ path: "body", message }], cause });
}

export function empty(): AppError {
  const fields = [{ path: "body", message: "a file with something in it" }];
  return new AppError("VALIDATION", "The file is empty. Choose one with something in it.", { reason: "empty", fields });
}

export function typeBlocked(mediaType: string): AppError {
  const message = `Files of this type (${mediaType}) are not taken here. Put it into an archive, or link to it.`;
  return new AppError("VALIDATION", message, { reason: "type_blocked", fields: [{ path: "body", message }] });
}

export function dayIsFull(bytesMax: number, retryAfterMs: number): AppError {
  const message = `More than ${sizeOf(bytesMax)} in 24 hours. Try again later.`;
  return new AppError("LIMIT_EXCEEDED", message, { reason: "day_quota", detail: { retryAfterMs } });
}

export function spaceIsFull(): AppError {
  const message = "There is no room left for files in this space. An admin can make some by removing channels.";
  return new AppError("LIMIT_EXCEEDED", message, { reason: "space_quota" });
}

function sizeOf(bytes: number): string {
  const mebibytes = bytes / 1_048_576;
  return mebibytes >= 1 ? `${Math.floor(mebibytes * 10) / 10} MiB` : `${bytes} bytes`;
}
