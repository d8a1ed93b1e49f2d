"use client";

import { Fragment, useId, useSyncExternalStore } from "react";
import { Dialog, DialogBody, Kbd, Switch } from "@/components/ui";
import { isAppleKeyboard } from "./is-key";
import { type KeyArea, type KeyId, keyAreas, keyMap } from "./key-map";
import { keyNames, spokenKeys } from "./key-name";
import { areSingleKeysOn, onSingleKeys, setSingleKeys } from "./single-keys";
import { helpTexts, keyTexts } from "./texts";

interface KeyboardHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

/** All keys of the console, by where they work. A default export, because it is loaded lazily. */
export default function KeyboardHelp({ isOpen, onClose }: KeyboardHelpProps) {
  return (
    <Dialog
      size="lg"
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      title={helpTexts.title}
      description={helpTexts.description}
    >
      <DialogBody className="pb-5">
        <div className="gap-x-10 md:columns-2">
          {keyAreas.map((area) => (
            <Area key={area} area={area} />
          ))}
        </div>
        <SingleKeys />
      </DialogBody>
    </Dialog>
  );
}

function Area({ area }: { area: KeyArea }) {
  const id = useId();
  const ids = (Object.keys(keyMap) as KeyId[]).filter((key) => keyMap[key].area === area);
  return (
    <section aria-labelledby={id} className="break-inside-avoid pb-5">
      <h3 id={id} className="pb-1.5 font-semibold text-muted text-xs">
        {helpTexts.areas[area]}
      </h3>
      <dl>
        {ids.map((key) => (
          <div key={key} className="flex min-h-8 items-center gap-4 border-line border-t py-1 text-[13px]">
            <dt className="min-w-0 grow text-pretty text-ink">{keyTexts[key]}</dt>
            <dd className="flex shrink-0 flex-wrap items-center justify-end gap-1 max-md:max-w-40">
              {keyMap[key].keys.map((combination, index) => (
                <Fragment key={combination}>
                  {index > 0 ? <span className="text-2xs text-faint">{helpTexts.or}</span> : null}
                  <Keys combination={combination} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ combination }: { combination: string }) {
  const isApple = isAppleKeyboard();
  return (
    <span className="inline-flex items-center gap-0.5">
      <span className="sr-only">{spokenKeys(combination, isApple)}</span>
      {keyNames(combination, isApple).map((name) => (
        <Kbd key={name} aria-hidden="true" className="bg-canvas">
          {name}
        </Kbd>
      ))}
    </span>
  );
}

/** Whoever speaks to their computer needs to be able to switch single keys off. */
function SingleKeys() {
  const id = useId();
  const areOn = useSyncExternalStore(onSingleKeys, areSingleKeysOn, () => true);
  return (
    <div className="flex items-center gap-4 rounded-md bg-canvas px-3 py-2.5">
      <label htmlFor={id} className="min-w-0 grow">
        <span className="block font-medium text-[13px] text-ink">{helpTexts.singleKeys}</span>
        <span className="block text-muted text-xs">{helpTexts.singleKeysHint}</span>
      </label>
      <Switch id={id} isOn={areOn} onChange={setSingleKeys} />
    </div>
  );
}
