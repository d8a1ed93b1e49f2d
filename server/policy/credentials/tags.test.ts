import { expect, it } from "vitest";
import { placeOfTag, tagOfPlace } from "./tags";

it("turns each place into the tag that opens it and back", () => {
  for (const place of [
    { channel: "sensors.anomaly" },
    { channel: "sensors", thread: "t-1", isPrivate: true },
    { channel: "a.b", thread: "c", isPrivate: true },
  ]) {
    expect(placeOfTag(tagOfPlace(place))).toEqual(place);
  }
  expect(tagOfPlace({ channel: "sensors", thread: "t-1" })).toBe("pt:sensors.private.t-1");
});

it("takes nothing else for a tag", () => {
  for (const tag of ["", "x", "role:admin", "pt:sensors", "pt:.private.t", "pt:sensors.private."]) {
    expect(placeOfTag(tag)).toBeUndefined();
  }
});
