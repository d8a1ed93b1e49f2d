import { formatBytes } from "../../texts";

/** The words of files in messages. */
export const attachmentTexts = {
  list: "Files",
  image: (name: string, width: number, height: number) => `${name}, image, ${width} by ${height} pixels`,
  open: (name: string) => `Look at ${name}`,
  gone: "This file is not here any more, or it is closed to you.",
  download: (name: string) => `Download ${name}`,
  downloadShort: "Download",
  offline: "The server cannot be reached. Check your connection and try again.",
  facts: (kind: string, bytes: number) => `${kind} · ${formatBytes(bytes)}`,
  size: (width: number, height: number, bytes: number) => `${width} × ${height} · ${formatBytes(bytes)}`,
  openTree: (name: string) => `Open ${name} as a tree`,
  closeTree: (name: string) => `Close ${name}`,
  readingTree: "Reading the file",
  notJson: "This is not whole JSON. Download it to look at it.",
  close: "Close",
  previous: "Previous image",
  next: "Next image",
  position: (index: number, count: number) => `${index} of ${count}`,
};

const kinds: Record<string, string> = {
  "application/json": "JSON",
  "application/octet-stream": "File",
  "application/pdf": "PDF",
  "application/gzip": "Gzip archive",
  "application/zip": "Zip archive",
  "application/xml": "XML",
  "image/svg+xml": "SVG drawing",
  "text/html": "Web page",
  "text/plain": "Text",
};

/** A media type in words, as far as there are any. */
export function kindOf(mediaType: string): string {
  const known = kinds[mediaType];
  if (known !== undefined) return known;
  const [family = "", kind = ""] = mediaType.split("/");
  const short = kind.replace(/^(x-|vnd\.)/, "").replace(/\+.*$/, "");
  if (family === "image" || family === "audio" || family === "video") return `${short.toUpperCase()} ${family}`;
  return short.length <= 8 && short !== "" ? short.toUpperCase() : "File";
}
