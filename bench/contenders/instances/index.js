"use strict";
const { Ec2Instance } = require("pulumi-ec2-pods");

const { count, revision, instance } = JSON.parse(process.env.BENCH);
for (let index = 0; index < count; index++) {
  new Ec2Instance(`web-${index}`, { ...instance, tags: { revision: index === 0 ? revision : "1" } });
}
