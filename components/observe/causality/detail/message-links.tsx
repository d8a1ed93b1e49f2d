"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useSpaceSession } from "@/components/chat";
import { Avatar, classNames } from "@/components/ui";
import { exchangePath } from "../address";
import { type ExchangeNode, isBroken } from "../graph";
import { LinkMark } from "../link-mark";
import { MessageLine } from "../message-line";
import { causalityTexts } from "../texts";
import { delayText, type Names } from "../words";

interface MessageLinksProps {
  node: ExchangeNode;
  names: Names;
  onSelect: (sequence: number) => void;
}

const effectsShown = 8;

/** What caused a message and what it caused; each leads to that message. */
export function MessageLinks({ node, names, onSelect }: MessageLinksProps) {
  const { spaceId } = useSpaceSession();
  const [isWhole, setWhole] = useState(false);
  const { parent, link, effects, message } = node;
  const shown = isWhole ? effects : effects.slice(0, effectsShown);
  return (
    <div className="flex flex-col gap-4 border-line border-t px-2 py-3">
      <Part title={causalityTexts.cause}>
        {parent ? (
          <Entry node={parent} names={names} delay={delayText(node)} onSelect={onSelect} />
        ) : (
          <p
            className={classNames("flex items-center gap-1.5 px-2 py-1", isBroken(link) ? "text-danger" : "text-muted")}
          >
            <LinkMark link={link} className="shrink-0" />
            {link === "none" || link === "linked" ? causalityTexts.began : causalityTexts.links[link]}
          </p>
        )}
      </Part>
      {effects.length > 0 ? (
        <Part title={causalityTexts.effects(effects.length)}>
          {shown.map((effect) => (
            <Entry
              key={effect.message.sequence}
              node={effect}
              names={names}
              delay={delayText(effect)}
              onSelect={onSelect}
            />
          ))}
          {shown.length < effects.length ? (
            <button
              type="button"
              onClick={() => setWhole(true)}
              className="rounded-md px-2 py-1 text-left font-medium text-accent text-xs hover:underline"
            >
              {causalityTexts.moreEffects(effects.length - shown.length)}
            </button>
          ) : null}
        </Part>
      ) : null}
      {message.outside === undefined ? null : (
        <p className="px-2 text-muted text-xs">
          {causalityTexts.outsideHint}{" "}
          <Link
            href={exchangePath(spaceId, { id: message.outside }, message.sequence)}
            prefetch={false}
            className="font-medium text-accent hover:underline"
          >
            {causalityTexts.openOutside}
          </Link>
        </p>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="px-2 pb-1 font-medium text-faint text-xs">{title}</h3>
      <div className="flex flex-col">{children}</div>
    </section>
  );
}

function Entry({ node, names, delay, onSelect }: MessageLinksProps & { delay: string }) {
  const { source, sequence } = node.message;
  const { name, kind } = names(source);
  return (
    <button
      type="button"
      onClick={() => onSelect(sequence)}
      className="flex min-h-8 w-full min-w-0 items-center gap-1.5 rounded-md px-2 text-left text-[13px] hover:bg-hover"
    >
      <Avatar id={source} name={name} kind={kind} size="xs" />
      <bdi className="max-w-[40%] shrink-0 truncate font-medium text-ink">{name}</bdi>
      <MessageLine node={node} className="grow" />
      <span className="shrink-0 text-2xs text-muted tabular-nums">{delay}</span>
    </button>
  );
}
