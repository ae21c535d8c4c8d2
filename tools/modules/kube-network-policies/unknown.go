package main

import (
	"context"
	"net"
	"net/netip"

	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
)

// denyUnknown blocks traffic of an address in the Pod network as long as its Pod isn't known, because the Pod's policies
// aren't known either.
type denyUnknown struct{ network netip.Prefix }

func (d denyUnknown) Name() string                            { return "deny-unknown" }
func (d denyUnknown) Ready() bool                             { return true }
func (d denyUnknown) SetDataplaneSyncCallback(_ api.SyncFunc) {}

// ManagedIPs asks for all packets, because no set contains the unknown addresses.
func (d denyUnknown) ManagedIPs(_ context.Context) ([]netip.Addr, bool, error) {
	return nil, true, nil
}

func (d denyUnknown) EvaluateIngress(_ context.Context, p *network.Packet, _, pod *api.PodInfo) (api.Verdict, error) {
	return d.verdict(p.DstIP, pod), nil
}

func (d denyUnknown) EvaluateEgress(_ context.Context, p *network.Packet, pod, _ *api.PodInfo) (api.Verdict, error) {
	return d.verdict(p.SrcIP, pod), nil
}

func (d denyUnknown) verdict(ip net.IP, pod *api.PodInfo) api.Verdict {
	address, _ := netip.AddrFromSlice(ip)
	address = address.Unmap()
	// The first address is the node's own. Kubernetes lets a node reach its Pods.
	gateway := d.network.Addr().Next()
	if pod == nil && d.network.Contains(address) && address != gateway {
		return api.VerdictDeny
	}
	return api.VerdictNext
}
