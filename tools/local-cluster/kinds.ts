/** How to reach a cluster that was started. */
export interface Access {
  /** Path of a kubeconfig of its own. */
  kubeconfig: string;
  context: string;
  /** Path of the API server's audit log. */
  auditLog?: string;
}

/** One way to have a local cluster. */
export interface ClusterKind {
  /** False where Pods are objects without containers. */
  realContainers: boolean;
  /** Starts it with its files in the folder; `started` is told the process whose end is the cluster's end. */
  start(state: string, started: (pid: number) => void): Promise<Access>;
  /** Takes back what is left outside its folder once its processes are gone. */
  clean(state: string): Promise<void>;
}
