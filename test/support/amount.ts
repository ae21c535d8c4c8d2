/** All rounds instead of those that a run of all tests has time for. */
export const full = process.env["EC2_PODS_CHAOS"] === "full";
