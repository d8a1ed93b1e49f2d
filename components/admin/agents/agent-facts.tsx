import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { Moment } from "../frame/moment";
import { Presence } from "../principal/presence";
import { agentTexts } from "./texts";

/** An agent at a glance; skeletons until it is known. */
export function AgentFacts({ detail }: { detail: RouterOutputs["agents"]["get"] | undefined }) {
  const agent = detail?.agent;
  return (
    <dl
      aria-label={agentTexts.facts}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-4"
    >
      <Fact term={agentTexts.presence}>{agent ? <Presence principal={agent} /> : null}</Fact>
      <Fact term={agentTexts.connections}>
        {agent ? <span className="tabular-nums">{agent.connections.toLocaleString("en")}</span> : null}
      </Fact>
      <Fact term={agentTexts.groupCount}>
        {detail ? <span className="tabular-nums">{detail.groups.length.toLocaleString("en")}</span> : null}
      </Fact>
      <Fact term={agentTexts.since}>{agent ? <Moment at={agent.createdAt} /> : null}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 bg-surface px-4 py-3">
      <dt className="text-faint text-xs">{term}</dt>
      <dd className="font-medium text-ink">{children ?? <Skeleton className="my-0.5 w-16" />}</dd>
    </div>
  );
}
