"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Link2, Unlink } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, type Column, ConfirmDialog, DataTable, IconButton, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPart } from "../frame/admin-part";
import { Moment } from "../frame/moment";
import { PartEmpty } from "../frame/part-empty";
import { adminPath } from "../frame/sections";
import { useLast } from "../frame/use-last";
import { keyTexts } from "./key-texts";
import { LinkSubjectDialog } from "./link-subject-dialog";
import { agentTexts } from "./texts";
import { useRefreshAgents } from "./use-refresh-agents";

type Subject = RouterOutputs["agents"]["get"]["subjects"][number];

const columns: Column<Subject>[] = [
  {
    id: "subject",
    header: keyTexts.subjectColumns.subject,
    width: "minmax(12rem,2fr)",
    cell: ({ subject }) => <bdi className="block break-all font-mono text-ink text-xs">{subject}</bdi>,
  },
  {
    id: "issuer",
    header: keyTexts.subjectColumns.issuer,
    width: "minmax(10rem,2fr)",
    cell: ({ issuer }) => <span className="break-all">{issuer}</span>,
  },
  {
    id: "used",
    header: keyTexts.subjectColumns.used,
    width: "minmax(7rem,1fr)",
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? keyTexts.never : <Moment at={lastUsedAt} />),
  },
  {
    id: "created",
    header: keyTexts.subjectColumns.created,
    width: "minmax(7rem,1fr)",
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];

interface AgentSubjectsProps {
  spaceId: string;
  id: string;
  subjects: readonly Subject[] | undefined;
}

/** What issuers' tokens call the agent. */
export function AgentSubjects({ spaceId, id, subjects }: AgentSubjectsProps) {
  const { data: issuers } = useQuery(useApi().issuers.list.queryOptions({ spaceId }));
  const [isLinking, setLinking] = useState(false);
  const [doomed, setDoomed] = useState<Subject | null>(null);
  return (
    <AdminPart
      title={keyTexts.subjects}
      description={keyTexts.subjectsText}
      actions={
        issuers?.length === 0 ? null : (
          <Button disabled={!issuers} onClick={() => setLinking(true)}>
            <Link2 aria-hidden="true" className="size-4" />
            {keyTexts.linkSubject}
          </Button>
        )
      }
    >
      <DataTable
        label={keyTexts.subjects}
        columns={columns}
        rows={subjects}
        keyOf={({ issuer, subject }) => `${issuer} ${subject}`}
        nameOf={({ subject }) => subject}
        rowAction={(row) => (
          <IconButton label={keyTexts.unlink(row.subject)} tooltipSide="left" onClick={() => setDoomed(row)}>
            <Unlink className="size-4" />
          </IconButton>
        )}
        empty={
          <PartEmpty title={keyTexts.noSubjectsTitle}>
            {issuers?.length === 0 ? (
              <>
                {keyTexts.noIssuers}{" "}
                <Link
                  href={`${adminPath(spaceId, "agents")}?tab=issuers`}
                  className="font-medium text-accent hover:underline"
                >
                  {keyTexts.toIssuers}
                </Link>
              </>
            ) : (
              keyTexts.noSubjectsText
            )}
          </PartEmpty>
        }
      />
      {issuers ? (
        <LinkSubjectDialog
          spaceId={spaceId}
          id={id}
          issuers={issuers.map(({ issuer }) => issuer)}
          isOpen={isLinking}
          onOpenChange={setLinking}
        />
      ) : null}
      <UnlinkDialog spaceId={spaceId} id={id} doomed={doomed} onClose={() => setDoomed(null)} />
    </AdminPart>
  );
}

function UnlinkDialog(props: { spaceId: string; id: string; doomed: Subject | null; onClose: () => void }) {
  const { spaceId, id, doomed, onClose } = props;
  const refresh = useRefreshAgents();
  const shown = useLast(doomed);
  const unlinking = useMutation(
    useApi().agents.unlinkSubject.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: keyTexts.subjectUnlinked, description: agentTexts.closed(closed) });
        onClose();
        refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={doomed !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        unlinking.reset();
        onClose();
      }}
      title={keyTexts.unlinkTitle(shown?.subject ?? "")}
      description={keyTexts.unlinkText(id)}
      confirmLabel={keyTexts.unlinkConfirm}
      isBusy={unlinking.isPending}
      problem={unlinking.error ? failureOf(unlinking.error).message : undefined}
      onConfirm={() => doomed && unlinking.mutate({ spaceId, issuer: doomed.issuer, subject: doomed.subject })}
    />
  );
}
