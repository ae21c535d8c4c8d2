// Kube-network-policies with one more rule: an address of the Pod network stays blocked until its Pod is known.
package main

import (
	"context"
	"flag"
	"net/netip"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	"k8s.io/klog/v2"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/dataplane"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

type options struct {
	kubeconfig, node, addresses, runtime string
	network                              netip.Prefix
}

func main() {
	var o options
	flag.StringVar(&o.kubeconfig, "kubeconfig", "", "path of the kubeconfig")
	flag.StringVar(&o.node, "hostname-override", "", "name of the node")
	flag.TextVar(&o.network, "pod-cidr", netip.Prefix{}, "addresses of the node's Pods")
	flag.StringVar(&o.addresses, "pod-addresses", "", "folder where the CNI plugin host-local records the owners of addresses")
	flag.StringVar(&o.runtime, "container-runtime-endpoint", "", "socket of the container runtime")
	klog.InitFlags(nil)
	flag.Parse()
	klog.Fatal(run(context.Background(), o))
}

// run returns if the engine can't go on. The queue then drops every packet.
func run(ctx context.Context, o options) error {
	config, err := clientcmd.BuildConfigFromFlags("", o.kubeconfig)
	if err != nil {
		return err
	}
	clientset, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	connection, err := grpc.NewClient(o.runtime, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}

	factory := informers.NewSharedInformerFactory(clientset, 0)
	namespaces := factory.Core().V1().Namespaces()
	pods := factory.Core().V1().Pods()
	policies := factory.Networking().V1().NetworkPolicies()
	infos := &nodePods{
		addresses:  o.addresses,
		runtime:    runtimeapi.NewRuntimeServiceClient(connection),
		pods:       pods.Lister(),
		namespaces: namespaces.Lister(),
	}
	engine := networkpolicy.NewPolicyEngine(infos, []api.PolicyEvaluator{
		denyUnknown{o.network.Masked()},
		networkpolicy.NewStandardNetworkPolicy(o.node, namespaces, pods, policies),
	})
	controller, err := dataplane.NewController(engine, dataplane.Config{NetfilterBug1766Fix: true, StrictMode: true})
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	return controller.Run(ctx)
}
