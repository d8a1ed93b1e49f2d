/** A principal's id; one NATS subject token. */
export const principalIdPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** A thread's name; one NATS subject token and a DNS-1123 label. */
export const threadNamePattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const channelNamePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const channelNameCharactersMax = 200;

/** Tokens that separate a channel from its threads in a subject, so no channel may use them in its name. */
export const reservedTokens: readonly string[] = ["threads", "private"];

/** Whether `name` can be a channel: a DNS-1123 subdomain (dots make the tree) without a reserved token. */
export function isChannelName(name: string): boolean {
  return (
    name.length <= channelNameCharactersMax &&
    channelNamePattern.test(name) &&
    !name.split(".").some((token) => reservedTokens.includes(token))
  );
}

export function isThreadName(name: string): boolean {
  return threadNamePattern.test(name);
}

export function isPrincipalId(id: string): boolean {
  return principalIdPattern.test(id);
}

const topicNameCharactersMax = 48;

/** A thread's name made of what it is about: `Sensor 7: why 37.2 °C?` becomes `sensor-7-why-37-2-c`; empty where nothing of it can stand in one. */
export function nameOfTopic(topic: string): string {
  return topic
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, topicNameCharactersMax)
    .replace(/^-+|-+$/g, "");
}
