import type { Api } from "../cluster/api";
import type { SelfSubjectReview } from "../cluster/objects";

/** What the API server says about its user, with its own time; undefined if it says nothing. */
export const selfReview = (api: Api): Promise<SelfSubjectReview | undefined> =>
  api.post<SelfSubjectReview>("/apis/authentication.k8s.io/v1/selfsubjectreviews", {}).catch(() => undefined);
