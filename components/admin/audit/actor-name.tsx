import { Bot, Cog, type LucideIcon, ShipWheel, UserRound } from "lucide-react";
import { kindOfActor, nameOfActor } from "./names";

const icons: Record<string, LucideIcon> = { user: UserRound, agent: Bot, service: Cog };

/** Who did something: a person, an agent, a service of the platform or, with the wheel, somebody at the Kubernetes API. */
export function ActorName({ actor }: { actor: string }) {
  const Icon = icons[kindOfActor(actor)] ?? ShipWheel;
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={actor}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <bdi className="truncate">{nameOfActor(actor)}</bdi>
    </span>
  );
}
