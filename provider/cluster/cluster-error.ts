import { ExplainedError } from "../common/errors";

/** A failed call to the API server. */
export class ClusterError extends ExplainedError {
  constructor(
    reason: string,
    fix?: string,
    /** HTTP status, if the API server answered. */
    readonly status?: number,
    /** True where the same call may succeed a moment later. */
    readonly passing = false,
    /** Milliseconds that the API server wants to be left alone. */
    readonly retryAfter?: number,
    /** Kubernetes' own name of what is wrong, such as `AlreadyExists`. */
    readonly statusReason?: string,
  ) {
    super(reason, fix);
  }
}

/** What went wrong, as far as it says something. */
interface Answer {
  /** HTTP status. */
  status?: number;
  message: string;
  /** Kubernetes' own name of what is wrong. */
  statusReason?: string;
  /** Milliseconds. */
  retryAfter?: number;
}

/** A refusal of the API server, or an error of the connection, whose code says more than some of its messages. */
type Failure = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
} & Partial<NodeJS.ErrnoException>;

function answerOf({ status, headers, body, code, message }: Failure): Answer {
  if (status === undefined) {
    const text = message ?? "";
    return { message: code && !text.includes(code) ? `${code}: ${text}` : text };
  }
  const { message: said = body ?? "", reason } = tryParse(body ?? "");
  const seconds = Number(headers?.["retry-after"]);
  return {
    status,
    message: said,
    ...(reason ? { statusReason: reason } : {}),
    ...(seconds > 0 ? { retryAfter: 1000 * seconds } : {}),
  };
}

/** The parts of Kubernetes' Status that say something, where the answer is one. */
function tryParse(text: string): { message?: string; reason?: string } {
  try {
    return JSON.parse(text) as { message?: string; reason?: string };
  } catch {
    return {};
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
  if (error instanceof ClusterError) return error;
  const answer = answerOf(error as Failure);
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
    answer.statusReason,
  );
}
