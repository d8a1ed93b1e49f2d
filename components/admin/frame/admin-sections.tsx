"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { NavigationButton } from "@/components/shell";
import { classNames } from "@/components/ui";
import { adminPath, adminSections } from "./sections";
import { frameTexts } from "./texts";

/** The bar above every admin page: the sections as a strip, which scrolls sideways where it is too wide. */
export function AdminSections({ spaceId, current }: { spaceId: string; current: string | undefined }) {
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section may be out of view
  useEffect(() => {
    const link = strip.current?.querySelector('[aria-current="page"]');
    link?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <header className="h-12 shrink-0 overflow-hidden border-line border-b [scrollbar-gutter:stable]">
      <div className="mx-auto flex h-full w-full max-w-7xl items-center max-md:pl-2 md:px-5">
        <NavigationButton />
        <nav
          ref={strip}
          aria-label={frameTexts.administration}
          className="flex h-full min-w-0 grow overflow-x-auto [scrollbar-width:none] max-md:[mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)] max-md:pr-8"
        >
          {adminSections.map((section) => (
            <Link
              key={section}
              href={adminPath(spaceId, section)}
              aria-current={section === current ? "page" : undefined}
              className={classNames(
                "relative flex h-full shrink-0 items-center px-3 font-medium focus-visible:-outline-offset-2",
                section === current
                  ? "text-ink after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent"
                  : "text-muted hover:text-ink",
              )}
            >
              {frameTexts.sections[section]}
            </Link>
          ))}
        </nav>
      </div>
    </header>
  );
}
