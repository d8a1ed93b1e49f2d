import { Avatar, Badge } from "@/components/ui";
import { principalTexts } from "./texts";

interface PrincipalNameProps {
  principal: { id: string; kind: "agent" | "person"; displayName: string; isDisabled?: boolean; connections?: number };
}

/** Who somebody is: their mark with presence, their name, and the id that policy knows them by. */
export function PrincipalName({ principal }: PrincipalNameProps) {
  const { id, kind, displayName, isDisabled = false, connections } = principal;
  const name = displayName || id;
  return (
    <span className="flex min-w-0 items-center gap-2.5 [--presence-ring:var(--canvas)]">
      <Avatar
        id={id}
        name={name}
        kind={kind}
        size="sm"
        isOnline={connections === undefined ? undefined : connections > 0}
        className={isDisabled ? "opacity-50 grayscale" : undefined}
      />
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <bdi className="truncate font-medium text-ink">{name}</bdi>
        {name === id ? null : <bdi className="truncate font-mono text-faint text-xs">{id}</bdi>}
        {isDisabled ? <Badge tone="danger">{principalTexts.disabled}</Badge> : null}
      </span>
    </span>
  );
}
