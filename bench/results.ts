/** All results of one run of the benchmark. */
export interface Results {
  date: string;
  machine: Record<string, string>;
  cells: Cell[];
  starts: Start[];
  creates: Create[];
  waits: Wait[];
  /** Why the measurements on a cluster ended early. */
  failures: string[];
}

export type ClusterName = "kwok" | "node";
export const phases = ["up", "no-op up", "preview", "one-change up", "destroy"] as const;
export type Phase = (typeof phases)[number];

/** Number of API requests by verb and resource. */
export type Requests = Record<string, number>;

/** Seconds of processor time by process. */
export type Processor = Record<string, number>;

/** One measurement of one contender with one number of resources. */
export interface Cell {
  cluster: ClusterName;
  contender: string;
  count: number;
  seconds: Partial<Record<Phase, number>>;
  /** Requests of the phases up and destroy. */
  created: Requests;
  deleted: Requests;
  /** What the phases up and destroy used. Linux only. */
  processor?: Partial<Record<Phase, Processor>>;
  /** Peak memory of the provider process in all phases. */
  providerMiB?: number;
  /** Size of the stack's file in the backend after `up`. */
  stateBytes?: number;
  /** Why the measurement ended early. */
  failure?: string;
}

/** One start of the process that runs dynamic resources, in milliseconds. */
export interface Start {
  /** From the start of the process to its port; only the SDK. */
  port: number;
  /** From the first Check to its answer, for a resource that does nothing and for an instance. */
  nothingCheck: number;
  check: number;
  /** From the first Create to the arrival of its first request at the API server. */
  firstRequest: number;
}

/** One create of one instance, in milliseconds. */
export interface Create {
  cluster: ClusterName;
  /** The first create of its process. */
  cold: boolean;
  /** From the API server's answer to the Pod's creation to the event that shows the Pod ready. */
  acknowledgedToReady: number;
  /** From that event to the provider's answer to the engine. */
  readyToAnswer: number;
}

/** The requests of an instance while it waits for its Pod. */
export interface Wait {
  seconds: number;
  requests: Requests;
}
