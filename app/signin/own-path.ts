const base = "http://own.invalid";

/** A path of this site as the browser will read it; `/` for whatever a browser could take for another site's address. */
export function ownPath(path: string | string[] | undefined): string {
  if (typeof path !== "string" || !path.startsWith("/") || !URL.canParse(path, base)) return "/";
  // Parsing drops tabs and line breaks and turns backslashes around, as browsers do: `/\t/evil` is `//evil`.
  const { origin, pathname, search, hash } = new URL(path, base);
  return origin === base && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
