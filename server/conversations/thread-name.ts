import { nameOfTopic } from "@/sdk/protocol";

const fallback = "thread";

/** A thread's name made of what it is about, and one that says nothing where nothing of that can stand in a name. */
export function nameFromTopic(topic: string): string {
  return nameOfTopic(topic) || fallback;
}

/** `name`, or with the smallest number from 2 on that makes it none of `taken`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
