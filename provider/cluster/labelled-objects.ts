/** What is needed of an object to find it. */
export interface Named {
  metadata?: {
    name?: string;
    namespace?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    managedFields?: unknown;
  };
}

type ByKey<T> = Map<string, T>;
type ByValue<T> = Map<string | undefined, ByKey<T>>;

/** Objects by their names, and by each label that a caller has asked for: one scan for each object would grow with their square. */
export class LabelledObjects<T extends Named> {
  private readonly objects: ByKey<T> = new Map();
  private readonly byLabel = new Map<string, ByValue<T>>();

  constructor(objects: readonly T[] = []) {
    objects.forEach((object) => this.set(object));
  }

  set(object: T): void {
    const key = keyOf(object);
    const known = this.objects.get(key);
    this.objects.set(key, object);
    for (const [label, values] of this.byLabel) {
      if (known && valueOf(known, label) !== valueOf(object, label)) remove(values, label, known);
      add(values, label, object);
    }
  }

  delete(object: T): void {
    const known = this.objects.get(keyOf(object));
    if (!known) return;
    this.objects.delete(keyOf(object));
    for (const [label, values] of this.byLabel) remove(values, label, known);
  }

  /** The objects of these names in a namespace. */
  named(namespace: string, names: readonly string[]): T[] {
    return names.flatMap((name) => this.objects.get(keyOf({ metadata: { namespace, name } })) ?? []);
  }

  /** The objects that have all these labels. */
  matching(selector: Readonly<Record<string, string>> = {}): T[] {
    const sets = Object.entries(selector).map(([label, value]) => this.valuesOf(label).get(value));
    if (sets.includes(undefined)) return [];
    const [smallest = this.objects, ...others] = (sets as ByKey<T>[]).sort((a, b) => a.size - b.size);
    return [...smallest].filter(([key]) => others.every((set) => set.has(key))).map(([, object]) => object);
  }

  private valuesOf(label: string): ByValue<T> {
    const known = this.byLabel.get(label);
    if (known) return known;
    const values: ByValue<T> = new Map();
    for (const object of this.objects.values()) add(values, label, object);
    this.byLabel.set(label, values);
    return values;
  }
}

function add<T extends Named>(values: ByValue<T>, label: string, object: T): void {
  const value = valueOf(object, label);
  const same = values.get(value) ?? new Map<string, T>();
  values.set(value, same.set(keyOf(object), object));
}

function remove<T extends Named>(values: ByValue<T>, label: string, object: T): void {
  const value = valueOf(object, label);
  const same = values.get(value);
  same?.delete(keyOf(object));
  if (same?.size === 0) values.delete(value);
}

const valueOf = ({ metadata }: Named, label: string): string | undefined => metadata?.labels?.[label];

const keyOf = ({ metadata }: Named): string => `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;
