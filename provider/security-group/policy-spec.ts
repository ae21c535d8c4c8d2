export interface LabelSelector {
  matchLabels?: Record<string, string>;
}

export interface Peer {
  ipBlock?: { cidr: string; except?: string[] };
  namespaceSelector?: LabelSelector;
  podSelector?: LabelSelector;
}

export interface Port {
  protocol: string;
  port?: number;
  endPort?: number;
}

/** The part of Kubernetes' NetworkPolicySpec that a group needs. */
export interface NetworkPolicySpec {
  podSelector: LabelSelector;
  policyTypes: string[];
  ingress?: { from?: Peer[]; ports?: Port[] }[];
  egress?: { to?: Peer[]; ports?: Port[] }[];
}
