import type { Attachment } from "@/sdk/protocol";
import { uploadTexts } from "./texts";

/** Why an upload did not work, in words. */
export class UploadError extends Error {
  readonly canRetry: boolean;

  constructor(reason: string, canRetry: boolean) {
    super(reason);
    this.canRetry = canRetry;
  }
}

interface SendFile {
  spaceId: string;
  /** The stored subject of the place. */
  place: string;
  file: File;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file for a place, and answers what a message says of it. Throws `UploadError`. */
export function sendFile({ spaceId, place, file, onProgress, signal }: SendFile): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how far an upload has come.
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ place, name: file.name });
    request.open("POST", `/api/attachments/${encodeURIComponent(spaceId)}?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 201 && answer?.id) resolve(answer as Attachment);
      else reject(failureOf(request.status, answer));
    };
    request.onerror = () => reject(new UploadError(uploadTexts.offline, true));
    request.onabort = () => reject(new UploadError(uploadTexts.offline, true));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

interface Answer extends Partial<Attachment> {
  error?: { message?: string };
}

function read(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}

const unauthorized = 401;
const passing = new Set([408, 429, 500, 502, 503, 504]);

function failureOf(status: number, answer: Answer | undefined): UploadError {
  if (status === unauthorized) return new UploadError(uploadTexts.signedOut, true);
  return new UploadError(answer?.error?.message ?? uploadTexts.strange, !answer?.error || passing.has(status));
}
