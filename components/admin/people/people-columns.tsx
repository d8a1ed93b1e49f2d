import { Avatar, Badge, type BadgeTone, type Column } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { Presence } from "../principal/presence";
import { peopleTexts } from "./texts";

export type Person = RouterOutputs["people"]["list"]["people"][number];

type By = keyof typeof peopleTexts.columns;

const roleTones: Record<Person["platformRole"], BadgeTone> = {
  admin: "accent",
  operator: "neutral",
  observer: "neutral",
};

/** The columns of the list, for whoever is signed in as `ownId`. */
export function peopleColumns(ownId: string | undefined): Column<Person, By>[] {
  return [
    {
      id: "name",
      header: peopleTexts.columns.name,
      width: "minmax(16rem,3fr)",
      cell: (person) => <PersonName person={person} isOwn={person.userId === ownId} />,
    },
    {
      id: "role",
      header: peopleTexts.columns.role,
      width: "minmax(8rem,1fr)",
      stacked: "plain",
      cell: ({ platformRole }) => (
        <Badge tone={roleTones[platformRole]} title={peopleTexts.roleTexts[platformRole]}>
          {peopleTexts.roles[platformRole]}
        </Badge>
      ),
    },
    {
      id: "groups",
      header: peopleTexts.columns.groups,
      width: "minmax(5rem,0.6fr)",
      align: "end",
      cell: ({ groups }) => <span className="tabular-nums">{groups.toLocaleString("en")}</span>,
    },
    {
      id: "presence",
      header: peopleTexts.columns.presence,
      width: "minmax(8rem,1fr)",
      cell: (person) => <Presence principal={person} />,
    },
    {
      id: "created",
      header: peopleTexts.columns.created,
      width: "minmax(8.5rem,0.8fr)",
      align: "end",
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

function PersonName({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { principal, userId, name, email, isDisabled, isRemoved, hasPassword, connections } = person;
  return (
    <span className="flex min-w-0 items-center gap-2.5 [--presence-ring:var(--canvas)]">
      <Avatar
        id={principal ?? userId}
        name={name}
        kind="person"
        isOnline={principal === null ? undefined : connections > 0}
        className={isDisabled || isRemoved ? "opacity-50 grayscale" : undefined}
      />
      <span className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
          <bdi className="truncate font-medium text-ink">{name}</bdi>
          {isOwn ? <Badge>{peopleTexts.you}</Badge> : null}
          {isDisabled ? <Badge tone="danger">{peopleTexts.disabled}</Badge> : null}
          {isRemoved ? <Badge tone="warning">{peopleTexts.removed}</Badge> : null}
          {principal === null ? <Badge>{peopleTexts.notYet}</Badge> : null}
        </span>
        <bdi className="block truncate text-faint text-xs" title={hasPassword ? email : peopleTexts.noPassword}>
          {email}
          {principal === null ? "" : ` · ${principal}`}
        </bdi>
      </span>
    </span>
  );
}
