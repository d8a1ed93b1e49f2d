import { fileTypeFromBuffer } from "file-type";

/** What is shown in place, once it has been decoded: everything else is a download. */
export const rasterTypes: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

const unknownType = "application/octet-stream";

/** The type that the content's first bytes prove; `undefined` when they prove none, as those of text do. */
export async function provenTypeOf(head: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head);
  if (found?.mime === "image/apng") return "image/png";
  return found?.mime.split(";", 1)[0];
}

/** What the content is, going by itself alone; never by its name or by what its sender says. */
export async function mediaTypeOf(
  head: Uint8Array,
  { isText, bytes }: { isText: boolean; bytes: number },
): Promise<string> {
  const proven = await provenTypeOf(head);
  if (proven !== undefined && proven !== "application/xml") return proven;
  if (!isText) return proven ?? unknownType;
  return textTypeOf(new TextDecoder().decode(head), head.length === bytes);
}

/** Markup and JSON by how they begin; it is a hint for those who download it, who have to look for themselves. */
function textTypeOf(text: string, isWhole: boolean): string {
  const begins = text.replace(/^\ufeff?(\s|<!--[\s\S]*?-->|<\?xml[^>]*>|<!doctype svg[^>]*>)*/i, "").slice(0, 64);
  if (/^<svg[\s/>]/i.test(begins)) return "image/svg+xml";
  if (/^<(!doctype html|html|head|body|script)[\s>]/i.test(begins)) return "text/html";
  if (/^\ufeff?\s*<\?xml\s/i.test(text)) return "application/xml";
  return /^[[{]/.test(begins) && seemsJson(text, isWhole) ? "application/json" : "text/plain";
}

function seemsJson(text: string, isWhole: boolean): boolean {
  if (!isWhole) return /^\ufeff?\s*(\{\s*"|\[\s*(["[{]|-?\d+(\.\d+)?\s*,|true|false|null))/.test(text);
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
