const safeProtocols = ["https:", "http:", "mailto:"];

/** The address of a link somebody else wrote, when it leads out of this site by a harmless protocol. */
export function safeLink(href: string | undefined): URL | undefined {
  if (!href || !/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
  try {
    const url = new URL(href);
    return safeProtocols.includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
