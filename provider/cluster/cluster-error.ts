/** A refused or failed call to the cluster, in the words that an error message needs. */
export class ClusterError extends Error {
  constructor(
    readonly reason: string,
    readonly fix?: string,
    /** HTTP status, where the API server answered. */
    readonly status?: number,
    /** True where the same call may succeed a moment later. */
    readonly passing = false,
    /** Milliseconds that the API server wants to be left alone. */
    readonly retryAfter?: number,
  ) {
    super(reason);
  }
}

/** What the client threw, as far as it says something. */
interface Answer {
  /** HTTP status. */
  status?: number;
  message: string;
  /** Kubernetes' own name of what is wrong. */
  reason?: string;
  /** Milliseconds. */
  retryAfter?: number;
}

export function answerOf(error: unknown): Answer {
  const { code, statusCode, body, headers, message } = error as {
    code?: unknown;
    statusCode?: number;
    body?: unknown;
    headers?: Record<string, string>;
    message?: string;
  };
  const status = typeof code === "number" ? code : statusCode;
  const answer = typeof body === "string" ? tryParse(body) : body;
  const said = (answer ?? {}) as { message?: string; reason?: string };
  const seconds = Number(headers?.["retry-after"]);
  return {
    ...(status === undefined ? {} : { status }),
    ...(said.reason ? { reason: said.reason } : {}),
    ...(seconds > 0 ? { retryAfter: 1000 * seconds } : {}),
    message: said.message ?? message ?? String(error),
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

const lostConnection =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|socket hang up|Premature close|aborted/;

/** Whether the same call may succeed a moment later. */
function isPassing({ status, message }: Answer): boolean {
  if (status === undefined) return lostConnection.test(message);
  // A namespace made a moment ago has no service account yet, and refuses Pods until it has.
  if (status === 403) return /error looking up service account/.test(message);
  // Two Pods at once may meet in their quota.
  return (
    status === 410 || status === 429 || status >= 500 || (status === 409 && /resourcequotas/.test(message))
  );
}

/** What a failed call means; `where` names the cluster. */
export function toClusterError(error: unknown, where: string): ClusterError {
  const answer = answerOf(error);
  const { status, message } = answer;
  const passing = isPassing(answer);
  if (status === undefined) {
    return new ClusterError(
      `the cluster of ${where} does not answer: ${message}`,
      'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
      undefined,
      passing,
    );
  }
  const namespace = status === 404 && /^namespaces "([^"]+)" not found/.exec(message)?.[1];
  if (namespace) {
    return new ClusterError(message, `Make it with "kubectl create namespace ${namespace}"`, status);
  }
  if (status === 403 && /exceeded quota/.test(message)) {
    return new ClusterError(message, "Raise the quota, or remove what uses it up", status);
  }
  if (status === 401 || (status === 403 && /^\w+ is forbidden: User|cannot \w+ resource/.test(message))) {
    return new ClusterError(
      `the cluster of ${where} refuses the user: ${message}`,
      "Give the user of this context that right, or use another context",
      status,
    );
  }
  return new ClusterError(
    `the API server answers ${status}: ${message}`,
    undefined,
    status,
    passing,
    answer.retryAfter,
  );
}
