/** A refused or failed call to the cluster, in the words that an error message needs. */
export class ClusterError extends Error {
  constructor(
    readonly reason: string,
    readonly fix?: string,
    /** HTTP status, where the API server answered. */
    readonly status?: number,
  ) {
    super(reason);
  }
}

/** HTTP status and message of what the client threw. */
export function answerOf(error: unknown): { status?: number; message: string } {
  const { code, statusCode, body, message } = error as {
    code?: unknown;
    statusCode?: number;
    body?: unknown;
    message?: string;
  };
  const status = typeof code === "number" ? code : statusCode;
  const answer = typeof body === "string" ? tryParse(body) : body;
  const reason = (answer as { message?: string } | undefined)?.message ?? message ?? String(error);
  return { ...(status === undefined ? {} : { status }), message: reason };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

/** What a failed call means; `where` names the cluster. */
export function toClusterError(error: unknown, where: string): ClusterError {
  const { status, message } = answerOf(error);
  if (status === undefined) {
    return new ClusterError(
      `the cluster of ${where} does not answer: ${message}`,
      'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
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
  return new ClusterError(`the API server answers ${status}: ${message}`, undefined, status);
}
