import { formatBytes } from "../../texts";

/** The words of files that are being attached. */
export const uploadTexts = {
  attach: "Attach files",
  list: "Files to send",
  waiting: "Waiting",
  sending: (percent: number) => `Uploading, ${percent}%`,
  checking: "Checking",
  ready: (bytes: number) => formatBytes(bytes),
  progress: (name: string) => `Upload of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  retry: (name: string) => `Upload ${name} again`,
  failed: (name: string, reason: string) => `${name} was not uploaded. ${reason}`,
  tooLarge: (bytesMax: number) => `Files have at most ${formatBytes(bytesMax)}. Make it smaller, or link to it.`,
  empty: "The file is empty.",
  offline: "The connection was lost. Try again.",
  strange: "The server gave no answer that makes sense. Try again.",
  signedOut: "Your session has ended. Sign in again, then try again.",
  tooMany: (countMax: number) => `A message takes at most ${countMax} files.`,
  drop: "Drop files to attach them",
};
