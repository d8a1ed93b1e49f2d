import type { Attachment } from "@/sdk/protocol";

export type UploadState =
  | { kind: "waiting" }
  /** `share` from 0 to 1; at 1 the server is looking at it. */
  | { kind: "sending"; share: number }
  | { kind: "ready"; attachment: Attachment }
  | { kind: "failed"; reason: string; canRetry: boolean };

/** A file that is to go with the message being written. */
export interface UploadItem {
  readonly key: string;
  readonly name: string;
  readonly mediaType: string;
  /** Absent for one that was uploaded before, for a message that was refused. */
  readonly file: File | undefined;
  /** The address of its picture, for an image that the browser can show. */
  readonly preview: string | undefined;
  readonly state: UploadState;
}
