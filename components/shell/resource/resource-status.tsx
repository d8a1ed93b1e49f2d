import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type BadgeTone, Spinner } from "@/components/ui";
import type { ConditionItem, ResourceDetail } from "@/server/api";
import { resourceTexts } from "./texts";

const stateTones: Record<string, BadgeTone> = { Active: "success", Paused: "warning", Failed: "danger" };

/** What the operator reports of a resource, kept current. */
export function ResourceStatus({ detail }: { detail: ResourceDetail<unknown> }) {
  const { state, natsSubject, isObserved, conditions } = detail;
  return (
    <div className="flex flex-col gap-6" aria-live="polite">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        <Fact label={resourceTexts.state}>
          {state ? <Badge tone={stateTones[state] ?? "neutral"}>{state}</Badge> : <Badge>…</Badge>}
        </Fact>
        <Fact label={resourceTexts.subject}>
          <code className="break-all font-mono text-xs">{natsSubject ?? "…"}</code>
        </Fact>
        <Fact label={resourceTexts.observed}>
          <span className="inline-flex items-center gap-2">
            {isObserved ? null : <Spinner className="text-accent" />}
            {isObserved ? resourceTexts.observedYes : resourceTexts.observedNo}
          </span>
        </Fact>
      </dl>
      <section>
        <h3 className="mb-2 font-medium">{resourceTexts.conditions}</h3>
        {conditions.length === 0 ? (
          <p className="flex items-center gap-2 text-muted">
            <Spinner className="text-accent" />
            {resourceTexts.noConditions}
          </p>
        ) : (
          <ul className="divide-y divide-line rounded-md border border-line bg-raised">
            {conditions.map((condition) => (
              <Condition key={condition.type} condition={condition} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

const icons: Record<ConditionItem["status"], ReactNode> = {
  True: <CircleCheck aria-hidden="true" className="size-4 text-success" />,
  False: <CircleX aria-hidden="true" className="size-4 text-danger" />,
  Unknown: <CircleDashed aria-hidden="true" className="size-4 text-warning" />,
};

function Condition({ condition }: { condition: ConditionItem }) {
  const { type, status, reason, message, changedAt } = condition;
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <span className="mt-0.5">{icons[status]}</span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{type}</span>
          <span className="sr-only">{resourceTexts.conditionStatus[status]}</span>
          <Badge className="font-mono">{reason}</Badge>
        </p>
        {message ? <p className="mt-0.5 break-words text-muted text-xs">{message}</p> : null}
      </div>
      <time dateTime={changedAt} className="shrink-0 text-faint text-xs" title={changedAt}>
        {new Date(changedAt).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" })}
      </time>
    </li>
  );
}
