const charactersMax = 255;
const extensionCharactersMax = 24;
const nameless = "file";

/** Control characters, bidirectional and other invisible marks, separators of lines, halves of pairs. Joiners stay: scripts and emoji need them. */
const unfit = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A name that shows what it is and names no path: 1 to 255 characters, whatever was given. Of a long one the extension stays. */
export function safeFileName(given: string): string {
  const parts = given.normalize("NFC").replace(unfit, "").split(/[/\\]/);
  const last = parts
    .map((part) => part.replace(/\s+/g, " ").replace(/^ +|[ .]+$/g, ""))
    .findLast((part) => part !== "");
  return shorten(last ?? nameless);
}

function shorten(name: string): string {
  if (name.length <= charactersMax) return name;
  const extension = /\.[^.\s]+$/u.exec(name)?.[0] ?? "";
  const kept = extension.length <= extensionCharactersMax ? extension : "";
  return `${wholeCharacters(name, charactersMax - kept.length)}${kept}`;
}

/** At most so many UTF-16 units, none of them half of a pair. */
function wholeCharacters(text: string, unitsMax: number): string {
  return text.slice(0, unitsMax).replace(/[\ud800-\udbff]$/, "");
}
