import { ExplainedError } from "../common/errors";
import { withoutHidden } from "../common/secrets";
import { printable } from "../common/text";
import { defined } from "../common/values";

/** A failed call to the API server. */
export class ClusterError extends ExplainedError {
  constructor(
    reason: string,
    fix?: string,
    /** HTTP status, if the API server answered. */
    readonly status?: number,
    /** True if the same call may succeed a moment later. */
    readonly transient = false,
    /** Milliseconds that the API server asks clients to wait. */
    readonly retryAfter?: number,
    /** Kubernetes' own name of the error, such as `AlreadyExists`. */
    readonly statusReason?: string,
  ) {
    super(reason, fix);
  }
}

/** The useful parts of a failure. */
interface Answer {
  /** HTTP status, if the API server answered. */
  status?: number;
  message: string;
  /** Kubernetes' own name of the error. */
  statusReason?: string | undefined;
  /** Milliseconds. */
  retryAfter?: number | undefined;
}

/** An answer of the API server that isn't a success, or an error of the connection. */
type Failure = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
} & Partial<NodeJS.ErrnoException>;

function answerOf({ status, headers, body, code, message }: Failure): Answer {
  if (status === undefined) {
    const text = message ?? "";
    // Some messages say less than the code.
    return { message: code && !text.includes(code) ? `${code}: ${text}` : text };
  }
  const { message: statusMessage = body ?? "", reason } = tryParse(body ?? "");
  const seconds = Number(headers?.["retry-after"]);
  return {
    status,
    message: statusMessage,
    statusReason: reason,
    retryAfter: seconds > 0 ? 1000 * seconds : undefined,
  };
}

/** Characters that are shown of a message: some repeat a whole object, or are the page of a proxy. */
const mostCharacters = 1000;

/** The useful parts of a Kubernetes Status; empty if the text isn't one. */
function tryParse(text: string): { message?: string; reason?: string } {
  try {
    const { message, reason } = JSON.parse(text) as Record<string, unknown>;
    return defined({ message: textIn(message), reason: textIn(reason) });
  } catch {
    return {};
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const lostConnection =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|socket hang up|Premature close|aborted/;

/** True if the same call may succeed a moment later. */
function isTransient({ status, message }: Answer): boolean {
  if (status === undefined) return lostConnection.test(message);
  // A new namespace rejects Pods until it has a service account.
  if (status === 403) return /error looking up service account/.test(message);
  // Two Pods that are created at once can conflict in their quota.
  return (
    status === 410 || status === 429 || status >= 500 || (status === 409 && /resourcequotas/.test(message))
  );
}

const unreachable =
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|kubeconfig has no (current )?context|no kubeconfig was found|leads to no readable file/;

/** True if there is no such cluster, or nothing at its address, for now or for good. One that answers is there. */
export const isUnreachable = (error: unknown): error is ExplainedError =>
  error instanceof ExplainedError &&
  !(error instanceof ClusterError && error.status !== undefined) &&
  unreachable.test(error.reason);

/** What a full ResourceQuota says, and what helps. */
export const fullQuota: [refusal: RegExp, fix: string] = [
  /exceeded quota/,
  "Raise the quota, or delete what uses it",
];

/** What a namespace's ResourceQuota or LimitRange says of a size, and what helps. */
const sizeFixes: [refusal: RegExp, fix: string][] = [
  fullQuota,
  [
    /must specify .*ephemeral-storage/,
    "Give the namespace a LimitRange with a default limit of ephemeral-storage: no argument of an instance sets it",
  ],
  [
    /must specify|maximum \w+ usage per Pod is \S+ +No limit is specified/,
    'Set resourceMode to "limits", or give the namespace a LimitRange with default limits',
  ],
  [
    / per PersistentVolumeClaim/,
    "Give the volume a size that the LimitRange allows, or change the LimitRange",
  ],
  [/ephemeral-storage .* per/, "Change the LimitRange: no argument of an instance sets ephemeral-storage"],
  // Only containers get a maximum as their default.
  [
    /maximum \w+ usage per Pod/,
    'Use a smaller instanceType, raise the LimitRange, or leave out the metadata service with "pulumi config set ec2-pods:metadataImage none"',
  ],
  [/maximum \w+ usage per/, 'Use a smaller instanceType, or set resourceMode to "none"'],
  [/minimum \w+ usage per|limit to request ratio per/, 'Set resourceMode to "requests"'],
];

/** What OpenSSL has against the time of a certificate. */
const outdated = /CERT_(HAS_EXPIRED|NOT_YET_VALID)|certificate (has expired|is not yet valid)/;

/** What a server has against the certificate of a client. */
const distrustsClient = /alert[ _](bad[ _]certificate|certificate|unknown[ _]ca)/i;

/** How a proxy asks for a login, in words of the client's agents. */
const needsLogin = /^Bad response: 407$|Socks5 Authentication failed|no accepted authentication type/;

/** What OpenSSL has against the certificate of a server. */
const distrust =
  /CERT_|_CERT\b|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT|self-signed certificate|unable to (get|verify)|certificate has expired|does not match certificate/;

/** What Kubernetes itself says of a Secret, as far as none of its contents can be in it. */
const ownWords = [
  /^namespaces "[a-z0-9-]+" not found$/,
  /^secrets "[a-z0-9.-]+" (already exists|not found)$/,
  /^secrets( "[a-z0-9.-]+")? is forbidden: (User "[^"]+" cannot \w+ resource "secrets" in API group "" (in the namespace "[a-z0-9-]+"|at the cluster scope)|exceeded quota: [\w/=:., -]+$|unable to create new content in namespace [a-z0-9-]+ because it is being terminated)/,
  /^(secrets "[a-z0-9.-]+" is forbidden: )?(admission webhook "[a-z0-9.-]+"|ValidatingAdmissionPolicy '[a-z0-9.-]+' with binding '[a-z0-9.-]+') denied (the )?request/,
  /^Internal error occurred: failed calling webhook "[a-z0-9.-]+"/,
  /^Request entity too large: limit is \d+$/,
  /^Unauthorized$/,
  /^Operation cannot be fulfilled on secrets "[a-z0-9.-]+": the object has been modified; please apply your changes to the latest version and try again$/,
  /^(etcdserver: )?(leader changed|request timed out|too many requests)$/i,
  /^Secret "[a-z0-9.-]+" is invalid: data: Too long: (must have|may not be more than) [\w ]+/,
];

/** What is shown of a message about a Secret: a server or a webhook that refuses one may repeat any part of it. */
export function aboutSecret(message: string): string {
  const known = ownWords.map((words) => words.exec(message)?.[0]).find(Boolean);
  if (known === message) return message;
  return `${known ? `${known}; the rest` : "its message"} isn't shown, because it may repeat the Secret`;
}

/** The start of a long message, without what no message shows: the end could be a part of that, which nothing recognizes. */
const cut = (message: string): string =>
  message.length > mostCharacters ? withoutHidden(message).slice(0, mostCharacters) : message;

/** Explains a failed call; `where` names the cluster, and `shown` takes the secrets out of its message. */
export function toClusterError(
  error: unknown,
  where: string,
  shown: (message: string) => string = (message) => message,
): ClusterError {
  if (error instanceof ClusterError) return error;
  if (error instanceof ExplainedError) return new ClusterError(error.reason, error.fix);
  const answer = answerOf(error as Failure);
  const { status, message: whole } = answer;
  const message = cut(printable(shown(whole)));
  const transient = isTransient(answer);
  if (status === 407 || (status === undefined && needsLogin.test(whole))) {
    return new ClusterError(
      `the proxy denies access to the cluster of ${where}: ${message}`,
      "Write the user and password of the proxy into proxy-url of the cluster in the kubeconfig, or into the HTTPS_PROXY that names it",
    );
  }
  if (status === undefined && distrustsClient.test(whole)) {
    return new ClusterError(
      `the cluster of ${where} denies access: ${message}`,
      "Correct client-certificate and client-key of this context's user in the kubeconfig",
    );
  }
  if (status === undefined && outdated.test(whole)) {
    return new ClusterError(
      `the certificate of the cluster of ${where} isn't trusted: ${message}`,
      "Renew the certificate of the API server, and check the clock of this machine",
    );
  }
  if (status === undefined && distrust.test(whole)) {
    return new ClusterError(
      `the certificate of the cluster of ${where} isn't trusted: ${message}`,
      "Correct certificate-authority or tls-server-name of the cluster in the kubeconfig",
    );
  }
  if (status === undefined) {
    return new ClusterError(
      `the cluster of ${where} doesn't answer: ${message}`,
      'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
      undefined,
      transient,
    );
  }
  const namespace = status === 404 && /^namespaces "([a-z0-9-]+)" not found/.exec(message)?.[1];
  if (namespace) {
    return new ClusterError(message, `Create it with "kubectl create namespace ${namespace}"`, status);
  }
  const [, fix] = (status === 403 && sizeFixes.find(([refusal]) => refusal.test(whole))) || [];
  if (fix) return new ClusterError(message, fix, status);
  if (status === 401 || (status === 403 && /^\w+ is forbidden: User|cannot \w+ resource/.test(whole))) {
    return new ClusterError(
      `the cluster of ${where} denies access: ${message}`,
      status === 401
        ? "Renew the login of this context's user in the kubeconfig"
        : "Grant the user of this context that permission, or use another context",
      status,
    );
  }
  return new ClusterError(
    `the API server returned ${status}: ${message}`,
    undefined,
    status,
    transient,
    answer.retryAfter,
    answer.statusReason,
  );
}
