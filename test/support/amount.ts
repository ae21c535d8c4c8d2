/** True for `npm run chaos`, which runs all rounds. `npm test` runs a few of them. */
export const full = process.env["EC2_PODS_CHAOS"] === "full";
