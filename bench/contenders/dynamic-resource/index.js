"use strict";
const { dynamic } = require("@pulumi/pulumi");

const { count, revision } = JSON.parse(process.env.BENCH);
const provider = {
  async create(inputs) {
    return { id: inputs.name, outs: inputs };
  },
  async update(_id, _olds, news) {
    return { outs: news };
  },
};
for (let index = 0; index < count; index++) {
  const name = `web-${index}`;
  new dynamic.Resource(provider, name, { name, revision: index === 0 ? revision : "1" });
}
