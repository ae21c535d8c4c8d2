package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	corelisters "k8s.io/client-go/listers/core/v1"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	"sigs.k8s.io/kube-network-policies/pkg/api"
)

// nodePods asks the node itself which Pod has an address. The node knows it before the Pod's first container starts, and
// only for as long as the Pod has it. The API server learns it later, and keeps the addresses of Pods that have ended.
type nodePods struct {
	addresses  string
	runtime    runtimeapi.RuntimeServiceClient
	pods       corelisters.PodLister
	namespaces corelisters.NamespaceLister
	// The last owner of each address.
	owners sync.Map
}

type owner struct {
	sandbox string
	pod     *runtimeapi.PodSandboxMetadata
}

func (n *nodePods) GetPodInfoByIP(ip string) (*api.PodInfo, bool) {
	of, ok := n.ownerOf(ip)
	if !ok {
		return nil, false
	}
	pod, err := n.pods.Pods(of.Namespace).Get(of.Name)
	// A new Pod of the same name can have other labels.
	if err != nil || string(pod.UID) != of.Uid {
		return nil, false
	}
	namespace, err := n.namespaces.Get(of.Namespace)
	if err != nil {
		return nil, false
	}
	return api.NewPodInfo(pod, namespace.Labels, nil, ""), true
}

func (n *nodePods) ownerOf(ip string) (*runtimeapi.PodSandboxMetadata, bool) {
	lease, err := os.ReadFile(filepath.Join(n.addresses, ip))
	fields := strings.Fields(string(lease))
	if err != nil || len(fields) == 0 {
		return nil, false
	}
	sandbox := fields[0]
	if last, ok := n.owners.Load(ip); ok && last.(owner).sandbox == sandbox {
		return last.(owner).pod, true
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	answer, err := n.runtime.PodSandboxStatus(ctx, &runtimeapi.PodSandboxStatusRequest{PodSandboxId: sandbox})
	if err != nil {
		return nil, false
	}
	n.owners.Store(ip, owner{sandbox, answer.Status.Metadata})
	return answer.Status.Metadata, true
}
