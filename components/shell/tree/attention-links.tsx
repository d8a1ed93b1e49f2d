"use client";

import { AtSign, MessagesSquare, Waves } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { attentionTexts, ForMeCount, UnreadMark, useUnread } from "@/components/attention";
import { classNames } from "@/components/ui";

/** The ways to what is for the person, above everything else of the space. */
export function AttentionLinks({ spaceId }: { spaceId: string }) {
  const { forMe, threads } = useUnread(spaceId);
  return (
    <nav aria-label={attentionTexts.navigation} className="shrink-0 px-2 pt-2">
      <AttentionLink
        href={`/s/${spaceId}/for-me`}
        icon={<AtSign aria-hidden="true" className="size-4 shrink-0 text-faint" />}
        label={attentionTexts.forMe}
        isUnread={forMe > 0}
      >
        {forMe > 0 ? <ForMeCount count={forMe} /> : null}
      </AttentionLink>
      <AttentionLink
        href={`/s/${spaceId}/threads`}
        icon={<MessagesSquare aria-hidden="true" className="size-4 shrink-0 text-faint" />}
        label={attentionTexts.threads}
        isUnread={threads > 0}
      >
        <UnreadMark forMe={0} unread={threads} />
      </AttentionLink>
      <AttentionLink
        href={`/s/${spaceId}/firehose`}
        icon={<Waves aria-hidden="true" className="size-4 shrink-0 text-faint" />}
        label={attentionTexts.firehose}
        isUnread={false}
      />
    </nav>
  );
}

interface AttentionLinkProps {
  href: string;
  icon: ReactNode;
  label: string;
  isUnread: boolean;
  children?: ReactNode;
}

function AttentionLink({ href, icon, label, isUnread, children }: AttentionLinkProps) {
  const isCurrent = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      className={classNames(
        "flex h-8 pointer-coarse:h-10 items-center gap-2 rounded-md px-2 transition-colors",
        isCurrent || isUnread ? "font-medium text-ink" : "text-muted hover:text-ink",
        isCurrent ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      {icon}
      {label}
      {children}
    </Link>
  );
}
