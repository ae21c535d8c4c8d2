#!/bin/sh
# Process 1 of the single node, in its own process, mount and network namespaces. Everything that the node starts, mounts
# and sets up ends with it. node.ts sets the variables.
set -eu

record_end() { # a component that ended means that the node is broken
  "$@" && code=0 || code=$?
  echo "$component $code" >>"$STATE/ended"
}
start() {
  component=$1
  shift
  record_end "$@" >"$STATE/logs/$component.log" 2>&1 &
}
wait_until() {
  until "$@" >/dev/null 2>&1; do sleep 0.1; done
}

mount --make-rshared /
mount -t tmpfs tmpfs /run
mkdir -p /run/lock /run/cache /run/tmp/upper /run/tmp/work
mount --bind "$CACHE" /run/cache
for folder in /var/lib /var/log; do mount -t tmpfs tmpfs "$folder"; done
# The controller manager creates volumes in /tmp. The rest of /tmp must stay readable, because it may hold the tools.
mount -t overlay overlay -o lowerdir=/tmp,upperdir=/run/tmp/upper,workdir=/run/tmp/work /tmp
# The cache may be below one of the folders that are hidden now.
mkdir -p "$CACHE"
mount --bind /run/cache "$CACHE"
if [ -L /etc/resolv.conf ]; then
  mkdir -p "$(dirname "$(readlink -m /etc/resolv.conf)")"
  cp "$STATE/resolv.conf" "$(readlink -m /etc/resolv.conf)"
else
  mount --bind "$STATE/resolv.conf" /etc/resolv.conf
fi

for controller in /sys/fs/cgroup /sys/fs/cgroup/*/; do
  if [ -e "$controller/cgroup.procs" ]; then mkdir -p "$controller/$CGROUP"; fi
done
if [ -e "/sys/fs/cgroup/cpuset/$CGROUP" ]; then
  for file in cpuset.cpus cpuset.mems; do
    cat "/sys/fs/cgroup/cpuset/$file" >"/sys/fs/cgroup/cpuset/$CGROUP/$file"
  done
fi

ip link set lo up
wait_until ip link show eth0
ip address add "$NODE_IP/30" dev eth0
ip link set eth0 up
ip route add default via "$HOST_IP"
sysctl -qw net.ipv4.ip_forward=1

start etcd "$ETCD" --data-dir "$STATE/etcd" --unsafe-no-fsync \
  --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380
start containerd containerd --config "$STATE/containerd.toml"
start kube-apiserver "$KUBE_APISERVER" --etcd-servers http://127.0.0.1:2379 \
  --advertise-address "$NODE_IP" --secure-port 6443 --endpoint-reconciler-type lease \
  --service-cluster-ip-range 10.96.0.0/16 --allow-privileged --authorization-mode Node,RBAC \
  --client-ca-file "$STATE/pki/ca.crt" --tls-cert-file "$STATE/pki/server.crt" \
  --tls-private-key-file "$STATE/pki/server.key" \
  --kubelet-client-certificate "$STATE/pki/admin.crt" --kubelet-client-key "$STATE/pki/admin.key" \
  --kubelet-preferred-address-types InternalIP --service-account-issuer https://kubernetes.default.svc \
  --service-account-key-file "$STATE/pki/service-account.key" \
  --service-account-signing-key-file "$STATE/pki/service-account.key" \
  --audit-policy-file "$STATE/audit-policy.yaml" --audit-log-path "$STATE/audit.log" --profiling=false

wait_until ctr --address "$CONTAINERD" version
for image in "$STATE"/images/*.tar; do
  ctr --address "$CONTAINERD" --namespace k8s.io images import "$image"
done
wait_until "$KUBECTL" --kubeconfig "$STATE/kubeconfig" get --raw /readyz

start kube-controller-manager "$KUBE_CONTROLLER_MANAGER" --kubeconfig "$STATE/kubeconfig" \
  --leader-elect=false --controllers '*,-node-ipam-controller' --enable-hostpath-provisioner \
  --root-ca-file "$STATE/pki/ca.crt" --service-account-private-key-file "$STATE/pki/service-account.key" \
  --use-service-account-credentials
start kube-scheduler "$KUBE_SCHEDULER" --kubeconfig "$STATE/kubeconfig" --leader-elect=false
start kubelet "$KUBELET" --kubeconfig "$STATE/kubelet.kubeconfig" --config "$STATE/kubelet.yaml" \
  --root-dir "$STATE/kubelet" --cert-dir "$STATE/kubelet/pki" --hostname-override ec2-pods --node-ip "$NODE_IP"
start kube-proxy "$KUBE_PROXY" --config "$STATE/kube-proxy.yaml" --hostname-override ec2-pods
start kube-network-policies "$KUBE_NETWORK_POLICIES" --kubeconfig "$STATE/kubeconfig" \
  --hostname-override ec2-pods --pod-cidr "$POD_CIDR" --pod-addresses "$STATE/cni-addresses/ec2-pods" \
  --container-runtime-endpoint "unix://$CONTAINERD"

if [ -n "${CSI_FOLDERS:-}" ]; then
  driver=folders.ec2-pods
  storage=$(dirname "$CSI_FOLDERS")
  mkdir -p "$STATE/kubelet/plugins_registry"
  for kind in volumesnapshotclasses volumesnapshotcontents volumesnapshots; do
    wait_until "$KUBECTL" --kubeconfig "$STATE/kubeconfig" apply --filename "$storage/$kind.yaml"
  done
  start csi-folders "$CSI_FOLDERS" --name "$driver" --hostname-override ec2-pods --folder "$STATE/csi" \
    --csi-address /run/csi.sock --registry "$STATE/kubelet/plugins_registry"
  start snapshot-controller "$storage/snapshot-controller" --kubeconfig "$STATE/kubeconfig"
  for sidecar in csi-provisioner csi-snapshotter; do
    start "$sidecar" "$storage/$sidecar" --kubeconfig "$STATE/kubeconfig" --csi-address /run/csi.sock
  done
fi

# The policy engine's own nftables rule needs a kernel with NFT_QUEUE. Without it, iptables queues the same packets, before
# kube-proxy's rules can accept any.
if ! nft "add table inet probe; add chain inet probe c { type filter hook forward priority 0; }; add rule inet probe c queue num 100"; then
  iptables -t mangle -I FORWARD -m conntrack --ctstate NEW -j NFQUEUE --queue-num 100
fi 2>"$STATE/logs/nft.log"
nft delete table inet probe 2>>"$STATE/logs/nft.log" || true

wait
