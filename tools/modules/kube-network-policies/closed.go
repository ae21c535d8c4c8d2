package main

import (
	"context"
	"net"
	"net/netip"

	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
)

// closed denies what comes from or goes to an address of the Pod network whose Pod isn't known: nobody can say which
// policies it has.
type closed struct{ network netip.Prefix }

func (c closed) Name() string                            { return "closed" }
func (c closed) Ready() bool                             { return true }
func (c closed) SetDataplaneSyncCallback(_ api.SyncFunc) {}

// ManagedIPs asks for all packets: those of unknown addresses are in no set.
func (c closed) ManagedIPs(_ context.Context) ([]netip.Addr, bool, error) {
	return nil, true, nil
}

func (c closed) EvaluateIngress(_ context.Context, p *network.Packet, _, pod *api.PodInfo) (api.Verdict, error) {
	return c.verdict(p.DstIP, pod), nil
}

func (c closed) EvaluateEgress(_ context.Context, p *network.Packet, pod, _ *api.PodInfo) (api.Verdict, error) {
	return c.verdict(p.SrcIP, pod), nil
}

func (c closed) verdict(ip net.IP, pod *api.PodInfo) api.Verdict {
	address, _ := netip.AddrFromSlice(ip)
	address = address.Unmap()
	// The first address is the node's own, which Kubernetes lets reach its Pods.
	gateway := c.network.Addr().Next()
	if pod == nil && c.network.Contains(address) && address != gateway {
		return api.VerdictDeny
	}
	return api.VerdictNext
}
