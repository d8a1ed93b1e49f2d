import { expect, test } from "vitest";
import { fold, marksOf, rankOf, wordsTyped } from "./rank";

function ordered(query: string, names: string[]): string[] {
  const words = wordsTyped(query);
  return names
    .map((name) => ({ name, rank: rankOf(words, [fold(name)]) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ name }) => name);
}

test("whole names come first, then beginnings, words, parts of words and scattered letters", () => {
  const names = ["biosensory", "s-e-n-s-o-r", "lab.sensor", "sensors", "sensor", "vault"];
  expect(ordered("sensor", names)).toEqual(["sensor", "sensors", "lab.sensor", "biosensory", "s-e-n-s-o-r"]);
});

test("letters are found where they begin words, and each typed word has to be there", () => {
  const names = ["sensors.anomaly", "sales", "Sensor anomalies › spike", "passage"];
  expect(ordered("sa", names)).toEqual(["sales", "passage", "Sensor anomalies › spike", "sensors.anomaly"]);
  expect(ordered("anom spike", names)).toEqual(["Sensor anomalies › spike"]);
  expect(ordered("anom vault", names)).toEqual([]);
  expect(ordered("nsr", names)).toEqual([]);
});

test("neither case nor accents count", () => {
  expect(ordered("ZURICH", ["Zürich"])).toEqual(["Zürich"]);
  expect(ordered("zür", ["Zurich"])).toEqual(["Zurich"]);
});

test("a name counts for more than what stands beside it", () => {
  const words = wordsTyped("pump");
  expect(rankOf(words, ["pump", "hall"])).toBeGreaterThan(rankOf(words, ["hall", "pump"]));
  expect(rankOf([], ["pump"])).toBe(0);
});

test("what was found is marked where it stands", () => {
  expect(marksOf(["sen", "anom"], "Sensor anomalies")).toEqual([
    [0, 3],
    [7, 11],
  ]);
  expect(marksOf(["sa"], "Sensor anomalies")).toEqual([
    [0, 1],
    [7, 8],
  ]);
  expect(marksOf(["ab", "abc"], "abcd")).toEqual([[0, 3]]);
  expect(marksOf(["x"], "abcd")).toEqual([]);
});
