import type { Attachment, Place } from "./protocol";

/** A file as it was uploaded. */
export interface DownloadedFile {
  name: string;
  content: Uint8Array;
}

/** How a session brings files to messages and gets them. Both verbs throw `SdkError`. */
export interface FileAccess {
  upload(place: Place, name: string, content: Uint8Array): Promise<Attachment>;
  download(id: string): Promise<DownloadedFile>;
}

/** The name in a `Content-Disposition` (RFC 8187); empty when there is none. */
export function nameInDisposition(header: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? "")?.[1];
  try {
    return encoded === undefined ? "" : decodeURIComponent(encoded);
  } catch {
    return "";
  }
}
