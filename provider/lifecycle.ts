import * as operations from "./instance/lifecycle";
import { noteLookUp } from "./instance/looked-up";
import type { InstanceInputs, InstanceState } from "./instance/model";
import { withSecretConsole, withSecretParts } from "./instance/secret-parts";
import { completed, shortened, shortenedState, withIgnored } from "./instance/short-form";
import { followCluster } from "./record/follow-cluster";

type Raw = Record<string, unknown>;

const storedState = (state: InstanceState): InstanceState => withSecretConsole(shortenedState(state));

/** The same operations on the short form, in which the engine stores inputs and states, with marks on what is secret. */
const stored: typeof operations = {
  ...operations,
  async check(olds: Raw, news: Raw) {
    const before = completed(olds);
    const { inputs, failures } = await operations.check(before, withIgnored(news, before));
    return { inputs: withSecretParts(shortened(inputs), news), failures };
  },
  diff: (id, olds, news, moved) => operations.diff(id, completed(olds), completed(news), moved),
  async create(inputs) {
    const { id, outs } = await operations.create(completed(inputs));
    return { id, outs: storedState(outs) };
  },
  async update(id, olds, news) {
    const { outs } = await operations.update(id, completed(olds), completed(news));
    return { outs: storedState(outs) };
  },
  async read(id, props) {
    const before = completed(props);
    const found = await operations.read(id, before);
    const { props: state, inputs } = found;
    if (state && before.podName === undefined) noteLookUp(id, state.namespace);
    return {
      ...found,
      // A refresh shows no change that is only one of the form.
      ...(state && {
        props: props.pod === undefined ? storedState(state) : withSecretConsole(shortened(state)),
      }),
      ...(inputs && { inputs: shortened(inputs) }),
    };
  },
  delete: (id, props) => operations.delete(id, completed(props)),
};

const followed = followCluster<InstanceInputs, InstanceState, typeof operations>(stored, (values) => ({
  kind: "Ec2Instance",
  name: (values as InstanceState).name,
}));

/** The operations of instances, as the engine calls them in the provider process. */
export const { configure, check, diff, create, update, read } = followed;
const { delete: remove } = followed;
export { remove as delete };
