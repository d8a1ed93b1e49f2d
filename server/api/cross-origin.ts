/** Whether a page of another origin sent the browser here: by the headers a page cannot set itself (Fetch Metadata, and Origin for older browsers). Programs send neither. */
export function isCrossOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  return origin !== null && !(URL.canParse(origin) && new URL(origin).host === headers.get("host"));
}
