import { testCluster } from "./cluster";

/** Tests of what only this repository's node is sure to have: its name, its context, its images and its policy engine. */
export function onOurNode(define: () => void): void {
  describe("on this repository's node", () => {
    beforeAll(() => {
      const { kind, context } = testCluster();
      if (kind === "node") return;
      throw new Error(
        `These tests need the repository's own node, not the cluster of context "${context}". Run them without E2E_KUBECONFIG.`,
      );
    });
    define();
  });
}
