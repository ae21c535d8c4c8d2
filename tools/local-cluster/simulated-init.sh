#!/bin/sh
# Leader of the simulated cluster's process group. simulated.ts sets the variables.
set -eu

start() {
  component=$1
  shift
  { "$@" || code=$?; echo "$component ${code:-0}" >>"$STATE/ended"; } >"$STATE/logs/$component.log" 2>&1 &
}

start etcd "$ETCD" --data-dir "$STATE/etcd" --unsafe-no-fsync \
  --listen-client-urls "http://127.0.0.1:$CLIENT_PORT" --advertise-client-urls "http://127.0.0.1:$CLIENT_PORT" \
  --listen-peer-urls "http://127.0.0.1:$PEER_PORT"
start kube-apiserver "$KUBE_APISERVER" --etcd-servers "http://127.0.0.1:$CLIENT_PORT" \
  --bind-address 127.0.0.1 --secure-port "$SERVER_PORT" --cert-dir "$STATE/pki" \
  --service-cluster-ip-range 10.96.0.0/16 --authorization-mode RBAC --token-auth-file "$STATE/tokens.csv" \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$STATE/service-account.key" \
  --service-account-signing-key-file "$STATE/service-account.key" \
  --audit-policy-file "$STATE/audit-policy.yaml" --audit-log-path "$STATE/audit.log" --profiling=false
until "$KUBECTL" --kubeconfig "$STATE/kubeconfig" get --raw /readyz >/dev/null 2>&1; do sleep 0.1; done
# Nothing connects to simulated Pods, and each change of one would write those of all again.
start kube-controller-manager "$KUBE_CONTROLLER_MANAGER" --kubeconfig "$STATE/kubeconfig" --leader-elect=false \
  --endpoint-updates-batch-period 1s --endpointslice-updates-batch-period 1s \
  --secure-port 0 --controllers '*,-node-ipam-controller' \
  --service-account-private-key-file "$STATE/service-account.key"
start kube-scheduler "$KUBE_SCHEDULER" --kubeconfig "$STATE/kubeconfig" --leader-elect=false --secure-port 0
start kwok "$KWOK" --kubeconfig "$STATE/kubeconfig" \
  --manage-nodes-with-annotation-selector kwok.x-k8s.io/node=fake --node-lease-duration-seconds 40
wait
