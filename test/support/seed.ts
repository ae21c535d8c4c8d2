import * as fc from "fast-check";

// What fails once must fail again.
fc.configureGlobal({ seed: 20261127 });
