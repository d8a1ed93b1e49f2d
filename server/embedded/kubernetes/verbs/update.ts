import { notFound } from "../api-error";
import { trackUpdate } from "../fields/track-update";
import { change } from "./change";
import { type ApiContext, keyOf, type NamedTarget, type WriteOptions } from "./context";
import type { WriteResult } from "./create";
import { type Body, checkName, checkVersionGiven, decodeObject } from "./decode";

/** PUT: replaces an object, or its status. 409 when it changed since the version that was sent. */
export async function update(
  context: ApiContext,
  target: NamedTarget,
  body: Body,
  options: WriteOptions,
): Promise<WriteResult> {
  const { type, name, subresource } = target;
  const { object, warnings } = decodeObject(target, body, options.fieldValidation);
  checkName(target, object);
  const updated = await context.store.write(async (writing) => {
    const existing = await writing.find(keyOf(target, name));
    if (!existing) throw notFound(type, name);
    checkVersionGiven(target, object);
    return change(context, writing, target, existing, object, options, (next) =>
      trackUpdate(type, existing, next, { manager: options.manager, subresource, now: writing.now }),
    );
  });
  return { object: updated, warnings };
}
