import { Badge, type Column } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { ActorName } from "./actor-name";
import { ChangeSummary } from "./change-summary";
import { nameOfTarget } from "./names";
import { auditTexts } from "./texts";
import { nameOfVia } from "./via";

export type AuditEntry = RouterOutputs["audit"]["list"]["entries"][number];

type By = keyof typeof auditTexts.columns;

export const auditColumns: Column<AuditEntry, By>[] = [
  {
    id: "act",
    header: auditTexts.columns.act,
    width: "minmax(12rem,1.6fr)",
    cell: ({ verb, target, spaceId }) => (
      <>
        <bdi className="block truncate font-medium text-ink" title={target}>
          {nameOfTarget(target)}
        </bdi>
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-mono text-faint text-xs">{verb}</span>
          {spaceId === null ? <Badge>{auditTexts.platform}</Badge> : null}
        </span>
      </>
    ),
  },
  {
    id: "change",
    header: auditTexts.columns.change,
    width: "minmax(12rem,2fr)",
    stacked: "plain",
    cell: (entry) => <ChangeSummary entry={entry} />,
  },
  {
    id: "actor",
    header: auditTexts.columns.actor,
    width: "minmax(10rem,1.3fr)",
    stacked: "plain",
    cell: ({ actor }) => <ActorName actor={actor} />,
  },
  {
    id: "from",
    header: auditTexts.columns.from,
    width: "minmax(7rem,0.9fr)",
    cell: ({ via, address }) => (
      <span className="flex min-w-0 gap-x-1.5 @2xl:flex-col">
        {nameOfVia(via)}
        {address === null ? null : (
          <bdi className="truncate text-faint text-xs" title={address}>
            {address}
          </bdi>
        )}
      </span>
    ),
  },
  {
    id: "at",
    header: auditTexts.columns.at,
    width: "minmax(8.5rem,0.7fr)",
    align: "end",
    stacked: "plain",
    cell: ({ at }) => <Moment at={at} />,
  },
];
