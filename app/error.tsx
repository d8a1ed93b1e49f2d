"use client";

import { PageFailure } from "@/components/shell";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="flex min-h-dvh">
      <PageFailure reset={reset} />
    </main>
  );
}
