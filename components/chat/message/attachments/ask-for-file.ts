import { attachmentTexts } from "./texts";

/** Why a file cannot be read, in words; `undefined` when it can. */
export async function problemOf(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { method: "HEAD" });
    return answer.ok ? undefined : attachmentTexts.gone;
  } catch {
    return attachmentTexts.offline;
  }
}

/** A file's JSON. Throws what is wrong, in words. */
export async function readJson(address: string): Promise<unknown> {
  const answer = await fetch(address).catch(() => {
    throw new Error(attachmentTexts.offline);
  });
  if (!answer.ok) throw new Error(attachmentTexts.gone);
  const text = await answer.text();
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    throw new Error(attachmentTexts.notJson);
  }
}
