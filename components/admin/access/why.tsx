"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import { failureOf, useApi } from "@/components/api";
import { classNames, ErrorState, Skeleton } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPart } from "../frame/admin-part";
import { Moment } from "../frame/moment";
import { adminPath } from "../frame/sections";
import { accessPath } from "./access-path";
import { GapDrawing, PathDrawing } from "./path-drawing";
import { stepsOf } from "./path-steps";
import { readerTexts } from "./reader-texts";
import { accessTexts } from "./texts";
import { type Asked, nameOfPlace } from "./use-access-question";

type Explanation = RouterOutputs["access"]["explain"];

/** Whether somebody may do it there and why: the ways drawn from them to the place, or what is missing. */
export function Why({ spaceId, asked }: { spaceId: string; asked: Asked }) {
  const { principal, channel, thread, action } = asked;
  const place = { channel, ...(thread && { thread }) };
  const { data, error, refetch, isPlaceholderData } = useQuery(
    useApi().access.explain.queryOptions({ spaceId, principal, action, place }, { placeholderData: keepPreviousData }),
  );
  if (error) return <ErrorState title={failureOf(error).message} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-20 w-full rounded-lg" />;
  return (
    <div aria-busy={isPlaceholderData} className={classNames("flex flex-col gap-8", isPlaceholderData && "opacity-60")}>
      <Verdict asked={asked} explanation={data} />
      <Ways asked={asked} explanation={data} />
      {data.missing.length > 0 ? (
        <AdminPart title={accessTexts.missing}>
          <ul className="flex list-disc flex-col gap-1.5 pl-5 marker:text-danger">
            {data.missing.map((line) => (
              <li key={line} className="max-w-3xl break-words">
                {line}
              </li>
            ))}
          </ul>
        </AdminPart>
      ) : null}
      <Blocks blocks={data.blocks} />
      <footer className="flex flex-wrap items-center gap-x-5 gap-y-2 border-line border-t pt-4">
        <FootLink href={accessPath(spaceId, { principal })}>{accessTexts.everythingOf(principal)}</FootLink>
        <FootLink href={accessPath(spaceId, { channel, thread, action: listedAction(action) })}>
          {accessTexts.everybodyOf(nameOfPlace(asked))}
        </FootLink>
        <FootLink href={adminPath(spaceId, "channels", channel)}>{accessTexts.administer(channel)}</FootLink>
        <span className="text-faint text-xs tabular-nums">{accessTexts.revision(data.revision)}</span>
      </footer>
    </div>
  );
}

function listedAction(action: string): string | undefined {
  return action === "channel.post" ? action : undefined;
}

function FootLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="break-all font-medium text-accent hover:underline">
      {children}
    </Link>
  );
}

interface AnswerProps {
  asked: Asked;
  explanation: Explanation;
}

/** Read aloud when the question changes. */
function Verdict({ asked, explanation: { decision } }: AnswerProps) {
  const { principal, action } = asked;
  const Icon = decision.allowed ? CircleCheck : CircleX;
  return (
    <div
      role="status"
      className={classNames(
        "flex items-start gap-3 rounded-lg p-4",
        decision.allowed ? "bg-success-soft" : "bg-danger-soft",
      )}
    >
      <Icon
        aria-hidden="true"
        className={classNames("mt-0.5 size-5 shrink-0", decision.allowed ? "text-success" : "text-danger")}
      />
      <div className="min-w-0">
        <p className="break-words font-semibold text-base text-ink">
          {accessTexts.sentence(principal, decision.allowed, accessTexts.words[action], nameOfPlace(asked))}
        </p>
        {decision.allowed ? null : (
          <p className="mt-0.5 break-words text-muted">
            {accessTexts.told}: “{decision.told?.reason ?? decision.reason}”
          </p>
        )}
      </div>
    </div>
  );
}

function Ways({ asked, explanation: { decision, ways } }: AnswerProps) {
  const [from] = stepsOf(decision.path);
  return (
    <AdminPart title={decision.allowed ? accessTexts.ways : accessTexts.waysDenied}>
      <div className="flex flex-col gap-5">
        {ways.map(({ path }) => (
          <PathDrawing key={path.join()} path={path} isBarred={!decision.allowed} />
        ))}
        {ways.length === 0 ? (
          <GapDrawing from={from ?? { kind: "agent", text: asked.principal }} to={nameOfPlace(asked)} />
        ) : null}
      </div>
    </AdminPart>
  );
}

function Blocks({ blocks }: Pick<Explanation, "blocks">) {
  if (blocks.length === 0) return null;
  return (
    <AdminPart title={accessTexts.blocks}>
      <ul className="flex flex-col gap-2">
        {blocks.map(({ id, effect, reason, holder, createdBy, createdAt, expiresAt }) => (
          <li key={id} className="flex items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2.5">
            <Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
            <div className="min-w-0">
              <p className="break-words text-ink">
                {readerTexts.blocked[effect]}: <bdi>{"group" in holder ? holder.group : holder.principal}</bdi> –{" "}
                {reason}
              </p>
              <p className="text-faint text-xs">
                <bdi>{createdBy.replace(/^user:/, "")}</bdi>, <Moment at={createdAt} />
                {expiresAt ? (
                  <>
                    , {accessTexts.blockEnds} <Moment at={expiresAt} />
                  </>
                ) : null}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </AdminPart>
  );
}
