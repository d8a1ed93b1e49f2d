const charactersMax = 48;

/** A resource's name made of what it is about: `Sensor 7: why 37.2 °C?` becomes `sensor-7-why-37-2-c`; empty where nothing of it can stand in one. */
export function nameOfTopic(topic: string): string {
  return topic
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, charactersMax)
    .replace(/^-+|-+$/g, "");
}
