/** The path of a Chromium. Throws one sentence when there is none and none can be installed. */
export function ensureChromium(): Promise<string>;
