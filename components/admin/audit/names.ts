/** What an act was done to, as people write it: `#sensors` for `channel:sensors`, else what stands behind the kind. */
export function nameOfTarget(target: string): string {
  const [kind, name] = parted(target);
  return kind === "channel" || kind === "thread" ? `#${name}` : name;
}

/** Who did something, from `user:ada@example.org`, `agent:space/id`, `service:operator` or `kubernetes:kubectl`. */
export function nameOfActor(actor: string): string {
  const [kind, name] = parted(actor);
  if (kind === "agent") return name.split("/").at(-1) ?? name;
  return kind === "service" ? `service ${name}` : name;
}

export function kindOfActor(actor: string): string {
  return parted(actor)[0];
}

function parted(text: string): [kind: string, name: string] {
  const at = text.indexOf(":");
  return at < 0 ? ["", text] : [text.slice(0, at), text.slice(at + 1)];
}
