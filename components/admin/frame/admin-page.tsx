import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ScrollPane } from "@/components/ui";

interface AdminPageProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons beside the title: the main one last. */
  actions?: ReactNode;
  /** The list that this page's thing is from. */
  back?: { href: string; label: string };
  children: ReactNode;
}

/** An admin page: a title with what can be done, and what it is about below. It scrolls as one. */
export function AdminPage({ title, description, actions, back, children }: AdminPageProps) {
  return (
    <ScrollPane className="grow">
      <div className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 pt-6 pb-16 md:px-8">
        <header className="flex flex-col gap-2">
          {back ? (
            <Link
              href={back.href}
              className="-ml-1 inline-flex items-center gap-0.5 self-start rounded-sm text-muted text-xs hover:text-ink"
            >
              <ChevronLeft aria-hidden="true" className="size-3.5" />
              {back.label}
            </Link>
          ) : null}
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="min-w-0 max-w-2xl">
              <h1 className="text-balance break-words font-semibold text-ink text-xl tracking-tight">{title}</h1>
              {description ? <div className="mt-1 text-pretty break-words text-muted">{description}</div> : null}
            </div>
            {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
          </div>
        </header>
        {children}
      </div>
    </ScrollPane>
  );
}
