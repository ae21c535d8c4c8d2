import { withoutSecret } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { hide } from "../common/secrets";
import { isGiven, jsonOnly, sameValue } from "../common/values";
import { changed, checkRecord, computedIn } from "./check";
import { concealed } from "./kind";
import type { RecordKind, Values } from "./kind";
import { forget, recordsOf, remember } from "./registry";
import { emptyOf } from "./shape";
import type { Shape } from "./shape";

type Raw = Record<string, unknown>;

/** Region of the stack's configuration. */
let stackRegion = "us-east-1";

/** The operations of one kind of record. They contact nothing: what the engine stores of a record is all of it. */
export function lifecycleOf(token: string, kind: RecordKind, shape: Shape) {
  const check = (olds: Values, news: Values, isLookup = false): { inputs: Raw; failures: InputFailure[] } => {
    const urn = String(news["__urn"]);
    hide(news["__secrets"]);
    forget(urn);
    const result = checkRecord(kind, shape, olds, news, stackRegion, isLookup);
    remember(urn, {
      kind: token,
      id: idIn(result.inputs),
      values: result.inputs,
      isRetained: news["__retained"] === true,
    });
    return jsonOnly({ ...result, failures: result.failures.map(withoutSecret(concealed(kind, shape))) });
  };

  // Outputs that nothing here has are empty, as EC2 answers. Previews don't show them.
  const whole = (inputs: Values): Raw => ({ ...emptyOf(shape.filled), ...inputs });

  return {
    configure: ({ config }: { config: { get(key: string): string | undefined } }): void => {
      stackRegion = config.get("aws:region") || "us-east-1";
    },
    check: (olds: Values, news: Values) => Promise.resolve(check(olds, news)),
    diff: (_id: string, olds: Values, news: Values) => Promise.resolve(diff(kind, shape, olds, news)),
    create: (inputs: Values) => Promise.resolve({ id: String(inputs["recordId"]), outs: whole(inputs) }),
    update: (_id: string, _olds: Values, news: Values) => Promise.resolve({ outs: whole(news) }),
    read: (id: string, props: Values) => {
      if (props["recordId"] !== undefined) {
        return Promise.resolve({ id, props: { ...whole(props), recordId: id } });
      }
      // An existing resource that the program only looks at: one of its own, or one that it says enough about.
      const seen = {
        ...kind.fromId?.(id, isGiven(props["region"]) ? String(props["region"]) : stackRegion),
        ...recordsOf(token).find((record) => record.id === id && !record.isLookup)?.values,
        ...props,
      };
      const { inputs } = check({ ...seen, recordId: id }, seen, true);
      const outputs = Object.entries(seen).filter(
        ([key]) => shape.outputs.includes(key) && !Object.hasOwn(shape.arguments, key),
      );
      const values: Raw = { ...inputs, ...Object.fromEntries(outputs), recordId: id };
      remember(String(props["__urn"]), { kind: token, id, values, isLookup: true });
      return Promise.resolve({ id, props: whole(values) });
    },
    delete: () => Promise.resolve(),
  };
}

/** The id of a record; empty if an argument that it would be has another type. */
const idIn = ({ recordId }: Values): string => (typeof recordId === "string" ? recordId : "");

function diff(
  kind: RecordKind,
  shape: Shape,
  olds: Values,
  news: Values,
): { changes?: false; replaces?: string[] } {
  // The engine gives the outputs, in which what nothing here has is empty.
  const empty = emptyOf(shape.filled);
  const isEmpty = (key: string, value: unknown) => key in empty && sameValue(value, empty[key]);
  const before = Object.fromEntries(
    Object.entries(olds).filter(([key, value]) => key in news || !isEmpty(key, value)),
  );
  const changes = [
    ...changed(shape, before, news, computedIn(news)),
    ...(sameValue(before["tagsAll"], news["tagsAll"]) ? [] : ["tagsAll"]),
  ];
  const replaces = changes.filter((key) => key === "region" || kind.replaces.includes(key));
  return changes.length === 0 ? { changes: false } : { replaces };
}
