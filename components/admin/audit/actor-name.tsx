import { Bot, Cog, type LucideIcon, ShipWheel, UserRound } from "lucide-react";

const icons: Record<string, LucideIcon> = { user: UserRound, agent: Bot, service: Cog };

/** Who did something, from the log's `user:ada@example.org`, `agent:space/id`, `service:operator` or `kubernetes:kubectl`. */
export function ActorName({ actor }: { actor: string }) {
  const [kind = "", ...rest] = actor.split(":");
  const name = rest.join(":");
  const Icon = icons[kind] ?? ShipWheel;
  const said = kind === "user" ? name : kind === "agent" ? (name.split("/")[1] ?? name) : actor;
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={actor}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <bdi className="truncate">{said}</bdi>
    </span>
  );
}
