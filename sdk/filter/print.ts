import type { Filter, Term } from "./types";

/** The filter as text; `parseFilter` reads it back as it is. */
export function printFilter({ terms }: Filter): string {
  return terms.map(printTerm).join(" ");
}

/** One condition as text. */
export function printTerm(term: Term): string {
  return `${term.isNegated ? "-" : ""}${unnegated(term)}`;
}

function unnegated(term: Term): string {
  switch (term.kind) {
    case "text":
      return isPlainText(term.text) ? term.text : quote(term.text);
    case "json":
      return `json.${term.path.join(".")}=${plain(term.value)}`;
    case "before":
    case "after":
    case "during":
      return `${term.kind}:${plain(term.value)}`;
    default:
      return `${term.kind}:${term.values.map(plain).join(",")}`;
  }
}

function isPlainText(text: string): boolean {
  return /^[^\s":-][^\s":]*$/.test(text) && !/^json\./i.test(text);
}

function plain(value: string): string {
  return /^[^\s",]+$/.test(value) ? value : quote(value);
}

/** In quotation marks, with those inside of it marked. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
