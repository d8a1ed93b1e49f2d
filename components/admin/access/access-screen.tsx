"use client";

import { Route } from "lucide-react";
import { EmptyState } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { QuestionForm } from "./question-form";
import { ReachedBy } from "./reached-by";
import { Reaches } from "./reaches";
import { accessTexts } from "./texts";
import { type Asked, nameOfPlace, useAccessQuestion } from "./use-access-question";
import { Why } from "./why";

/** Answers who reaches what, and why. The question is the address. */
export function AccessScreen({ spaceId }: { spaceId: string }) {
  const [asked, ask] = useAccessQuestion();
  return (
    <AdminPage title={accessTexts.title} description={accessTexts.lead}>
      <QuestionForm spaceId={spaceId} asked={asked} onAsk={ask} />
      <Answer spaceId={spaceId} asked={asked} />
    </AdminPage>
  );
}

function Answer({ spaceId, asked }: { spaceId: string; asked: Asked }) {
  const { principal, channel } = asked;
  if (principal && channel) return <Why spaceId={spaceId} asked={asked} />;
  if (channel) return <ReachedBy key={nameOfPlace(asked)} spaceId={spaceId} asked={asked} />;
  if (principal) return <Reaches key={principal} spaceId={spaceId} principal={principal} />;
  return <EmptyState icon={<Route />} title={accessTexts.emptyTitle} description={accessTexts.emptyText} />;
}
