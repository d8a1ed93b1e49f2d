import { useSyncExternalStore } from "react";

const instant = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g;
const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const never = () => () => {};

/** A sentence of the services with its instants in the reader's words and time zone. */
export function withLocalTimes(sentence: string): string {
  return sentence.replace(instant, localTime);
}

/** The same for what the server draws too, which knows neither. */
export function useLocalTimes(sentence: string): string {
  return useSyncExternalStore(
    never,
    () => withLocalTimes(sentence),
    () => sentence,
  );
}

/** An instant in the reader's words and time zone. */
export function localTime(at: string): string {
  return format.format(new Date(at));
}
