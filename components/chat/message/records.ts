import { jsonOf } from "./json/json-of";

/** Reading what other people's programs wrote, whatever it is called there. */
export type Fields = Record<string, unknown>;

/** The value when it is an object with fields, not a list. */
export function recordOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The value of the first of these names that has one. */
export function firstDefined(fields: Fields | undefined, names: readonly string[]): unknown {
  const name = names.find((each) => fields !== undefined && Object.hasOwn(fields, each) && fields[each] !== undefined);
  return name === undefined ? undefined : fields?.[name];
}

export function firstString(fields: Fields | undefined, names: readonly string[]): string | undefined {
  const found = firstDefined(fields, names);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** JSON that was put into a string, as data; anything else as it is. */
export function withoutQuotes(value: unknown): unknown {
  return typeof value === "string" ? (jsonOf(value) ?? value) : value;
}
