import { classNames } from "@/components/ui";
import type { Rate } from "./rate-meter";
import { firehoseTexts } from "./texts";

interface BusiestChannelsProps {
  rates: readonly Rate[];
  /** The only one that the filter lets through. */
  chosen: string | undefined;
  /** Without a channel: all of them again. */
  onChoose: (channel: string | undefined) => void;
}

/** Where most is said now; each narrows the list to itself. Beside the list, or where there is no room above it. */
export function BusiestChannels({ rates, chosen, onChoose }: BusiestChannelsProps) {
  const most = rates[0]?.perSecond ?? 0;
  if (rates.length === 0) return null;
  return (
    <section
      aria-label={firehoseTexts.busiest}
      className="flex shrink-0 gap-1 overflow-x-auto border-line px-2 py-2 [scrollbar-width:none] max-2xl:border-b 2xl:w-60 2xl:flex-col 2xl:overflow-y-auto 2xl:border-l"
    >
      <h2 className="px-2 pb-1 font-semibold text-muted text-xs max-2xl:sr-only">{firehoseTexts.busiest}</h2>
      <ul className="flex gap-1 2xl:flex-col 2xl:gap-0.5">
        {rates.map(({ key, perSecond }) => (
          <li key={key} className="shrink-0">
            <button
              type="button"
              aria-pressed={key === chosen}
              aria-label={`${key === chosen ? firehoseTexts.everyChannel(key) : firehoseTexts.onlyChannel(key)}, ${firehoseTexts.spokenRate(perSecond)}`}
              onClick={() => onChoose(key === chosen ? undefined : key)}
              className={classNames(
                "relative flex h-8 pointer-coarse:h-10 w-full items-center gap-2 overflow-hidden rounded-md px-2 text-left text-xs -outline-offset-2 max-2xl:max-w-56 max-2xl:border max-2xl:border-line",
                key === chosen ? "bg-accent-soft font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
              )}
            >
              <span
                aria-hidden="true"
                style={{ width: `${(100 * perSecond) / most}%` }}
                className="absolute inset-y-0 left-0 bg-hover"
              />
              <bdi className="relative min-w-0 grow truncate">#{key}</bdi>
              <span className="relative shrink-0 tabular-nums">{firehoseTexts.perSecond(perSecond)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
