"use strict";
const { Pod } = require("@pulumi/kubernetes/core/v1");

const { count, revision, pod } = JSON.parse(process.env.BENCH);
for (let index = 0; index < count; index++) {
  const annotations = { revision: index === 0 ? revision : "1" };
  new Pod(`web-${index}`, { metadata: { labels: pod.metadata.labels, annotations }, spec: pod.spec });
}
