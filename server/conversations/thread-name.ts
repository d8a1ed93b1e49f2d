const charactersMax = 48;
const fallback = "thread";

/** A thread's name made of what it is about: `Sensor 7: why 37.2 °C?` becomes `sensor-7-why-37-2-c`. */
export function nameFromTopic(topic: string): string {
  const name = topic
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, charactersMax)
    .replace(/^-+|-+$/g, "");
  return name || fallback;
}

/** `name`, or with the smallest number from 2 on that makes it none of `taken`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
