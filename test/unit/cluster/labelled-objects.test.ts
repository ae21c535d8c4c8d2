import fc from "fast-check";

import { LabelledObjects, type Named } from "../../../provider/cluster/labelled-objects";

const named = (name: string, labels: Record<string, string>): Named => ({
  metadata: { namespace: "default", name, labels },
});
const namesOf = (objects: Named[]) => objects.map(({ metadata }) => metadata?.name);

const labels = fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"));
const change = fc.record({ name: fc.constantFrom("x", "y", "z"), labels, isDeleted: fc.boolean() });

test("finds what a scan of all objects finds, whatever has changed", () => {
  fc.assert(
    fc.property(fc.array(change), labels, labels, (changes, early, late) => {
      const objects = new LabelledObjects<Named>();
      const all = new Map<string, Named>();
      const expectSame = (selector: Record<string, string>) => {
        const matching = [...all.values()].filter(({ metadata }) =>
          Object.entries(selector).every(([label, value]) => metadata?.labels?.[label] === value),
        );
        expect(new Set(namesOf(objects.matching(selector)))).toEqual(new Set(namesOf(matching)));
        expect(objects.matching(selector)).toHaveLength(matching.length);
      };
      for (const { name, labels: own, isDeleted } of changes) {
        const object = named(name, own);
        if (isDeleted) all.delete(name);
        else all.set(name, object);
        if (isDeleted) objects.delete(object);
        else objects.set(object);
        expectSame(early);
      }
      expectSame(late);
      expect(objects.matching()).toEqual([...all.values()]);
      expect(objects.named("default", ["z", "x"])).toEqual(["z", "x"].flatMap((name) => all.get(name) ?? []));
      expect(objects.named("other", ["x"])).toEqual([]);
    }),
  );
});

test("keeps the order of objects that change", () => {
  const objects = new LabelledObjects([named("x", { a: "1" }), named("y", { a: "1" })]);
  objects.matching({ a: "1" });
  objects.set(named("x", { a: "1", b: "2" }));
  expect(objects.matching({ a: "1" })).toEqual([named("x", { a: "1", b: "2" }), named("y", { a: "1" })]);
  expect(objects.matching()).toEqual(objects.matching({ a: "1" }));
});
