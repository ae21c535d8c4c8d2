"use strict";
const { CustomResource } = require("@pulumi/pulumi");

const { count, revision, nothing } = JSON.parse(process.env.BENCH);
for (let index = 0; index < count; index++) {
  const name = `web-${index}`;
  const inputs = { name, revision: index === 0 ? revision : "1", __provider: nothing };
  new CustomResource("pulumi-nodejs:dynamic/bench:Nothing", name, inputs);
}
