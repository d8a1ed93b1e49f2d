"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, Checkbox, Field, fieldDescription, Input, showToast } from "@/components/ui";
import { searchTexts } from "./texts";

interface SaveFormProps {
  spaceId: string;
  query: string;
  onDone: () => void;
}

/** The form was just opened to write a name. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** Keeps what is searched for under a name. */
export function SaveForm({ spaceId, query, onDone }: SaveFormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const id = useId();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useMutation({
    ...api.filters.save.mutationOptions(),
    onSuccess: async (saved) => {
      showToast({ tone: "success", title: searchTexts.savedNow(saved.name) });
      await queries.invalidateQueries({ queryKey: api.filters.list.queryKey({ spaceId }) });
      onDone();
    },
  });
  return (
    <form
      className="flex flex-col gap-3 border-line border-b bg-surface px-4 py-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ spaceId, name, query, isShared });
      }}
    >
      <Field id={id} label={searchTexts.saveName} problem={save.error ? failureOf(save.error).message : undefined}>
        <Input
          id={id}
          ref={focusOnce}
          value={name}
          onChange={({ target }) => setName(target.value)}
          maxLength={80}
          aria-describedby={fieldDescription(id)}
        />
      </Field>
      <div className="flex items-center gap-2">
        <Checkbox id={`${id}-shared`} isChecked={isShared} onChange={setShared} />
        <label htmlFor={`${id}-shared`} className="text-[13px] text-ink">
          {searchTexts.saveShared}
        </label>
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" isBusy={save.isPending} disabled={name.trim() === ""}>
          {searchTexts.saveConfirm}
        </Button>
        <Button size="sm" onClick={onDone}>
          {searchTexts.saveCancel}
        </Button>
      </div>
    </form>
  );
}
