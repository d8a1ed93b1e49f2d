import { Badge, type Column } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { decisionTexts } from "./texts";

export type DecisionEntry = RouterOutputs["decisions"]["list"]["entries"][number];

type By = keyof typeof decisionTexts.columns;

const actionWords: Record<string, string> = decisionTexts.actions;

export const decisionColumns: Column<DecisionEntry, By>[] = [
  {
    id: "principal",
    header: decisionTexts.columns.principal,
    width: "minmax(9rem,1fr)",
    cell: ({ principal }) => <bdi className="block truncate font-medium text-ink">{principal}</bdi>,
  },
  {
    id: "question",
    header: decisionTexts.columns.question,
    width: "minmax(10rem,1.2fr)",
    stacked: "plain",
    cell: ({ action, resource }) => (
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 @2xl:flex-col" title={`${action} ${resource}`}>
        {actionWords[action] ?? action}
        <bdi className="max-w-full truncate font-mono text-ink text-xs">{resource}</bdi>
      </span>
    ),
  },
  {
    id: "outcome",
    header: decisionTexts.columns.outcome,
    width: "minmax(9rem,0.9fr)",
    stacked: "plain",
    cell: ({ allowed, rule }) => (
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <Badge tone={allowed ? "success" : "danger"}>{allowed ? decisionTexts.allowed : decisionTexts.denied}</Badge>
        <span className="truncate font-mono text-faint text-xs">{rule}</span>
      </span>
    ),
  },
  {
    id: "reason",
    header: decisionTexts.columns.reason,
    width: "minmax(12rem,2.4fr)",
    stacked: "plain",
    cell: ({ reason }) => (
      <span className="line-clamp-2" title={reason}>
        {reason}
      </span>
    ),
  },
  {
    id: "at",
    header: decisionTexts.columns.at,
    width: "minmax(8.5rem,0.7fr)",
    align: "end",
    stacked: "plain",
    cell: ({ at, times, via, sampledOneIn }) => (
      <span
        className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 @2xl:max-w-32 @2xl:flex-col @2xl:items-end"
        title={sampledOneIn > 1 ? decisionTexts.sampled(sampledOneIn) : via}
      >
        <Moment at={at} />
        <span className="max-w-full truncate text-faint text-xs">
          {times > 1 ? `${decisionTexts.times(times)} · ` : ""}
          {via}
        </span>
      </span>
    ),
  },
];
