import { contentDisposition } from "./disposition";
import type { AttachmentFile } from "./read-attachment";

/** Even where somebody opens it by its address, nothing in it runs, loads or acts in this origin's name. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/**
 * What goes with a file to whoever reads it: only an image that was decoded is shown in place, everything else is a download
 * without a type of its own. It is kept by nobody but the reader, and asked for again each time, with its `ETag`.
 */
export function fileHeaders(file: Pick<AttachmentFile, "name" | "mediaType" | "bytes" | "etag" | "isImage">) {
  return {
    "content-type": file.isImage ? file.mediaType : "application/octet-stream",
    "content-length": String(file.bytes),
    "content-disposition": contentDisposition(file.isImage ? "inline" : "attachment", file.name),
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
    etag: file.etag,
  };
}

/** Whether the reader says that it has the file already (`If-None-Match`, RFC 9110). */
export function isKnownTo(ifNoneMatch: string | null | undefined, etag: string): boolean {
  return (ifNoneMatch ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
