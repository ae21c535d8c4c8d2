/** How to reach a cluster. */
export interface Access {
  /** Path. */
  kubeconfig: string;
  context: string;
  /** Path of the API server's audit log. */
  auditLog?: string;
}

/** One way to run a local cluster. */
export interface ClusterKind {
  /** False if its Pods are objects without containers. */
  realContainers: boolean;
  /** Starts it with its files in the folder `state`. Calls `started` with the process that the cluster ends with. */
  start(state: string, started: (pid: number) => void): Promise<Access>;
  /** Removes what it left outside that folder. Its processes have already ended. */
  clean(state: string): Promise<void>;
}
