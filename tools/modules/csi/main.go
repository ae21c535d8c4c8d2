// A CSI driver that keeps each volume and each snapshot in a folder of its node.
package main

import (
	"context"
	"flag"
	"net"
	"os"
	"path/filepath"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"
	"k8s.io/klog/v2"
	registration "k8s.io/kubelet/pkg/apis/pluginregistration/v1"
)

func main() {
	var d driver
	var endpoint, registry string
	flag.StringVar(&d.name, "name", "", "name of the driver")
	flag.StringVar(&d.node, "hostname-override", "", "name of the node")
	flag.StringVar(&d.root, "folder", "", "folder of the volumes and snapshots")
	flag.StringVar(&endpoint, "csi-address", "", "socket of the driver")
	flag.StringVar(&registry, "registry", "", "folder where the kubelet looks for plugins")
	flag.Parse()
	klog.Fatal(run(d, endpoint, registry))
}

// run returns if the driver can't serve.
func run(d driver, endpoint, registry string) error {
	for _, folder := range []string{volumes, snapshots} {
		if err := os.MkdirAll(filepath.Join(d.root, folder), 0o755); err != nil {
			return err
		}
	}
	plugin := grpc.NewServer()
	csi.RegisterIdentityServer(plugin, d)
	csi.RegisterControllerServer(plugin, controller{driver: d})
	csi.RegisterNodeServer(plugin, node{driver: d})

	kubelet := grpc.NewServer()
	registration.RegisterRegistrationServer(kubelet, registrar{name: d.name, endpoint: endpoint})

	ended := make(chan error)
	go func() { ended <- serve(plugin, endpoint) }()
	go func() { ended <- serve(kubelet, filepath.Join(registry, d.name+"-reg.sock")) }()
	return <-ended
}

func serve(server *grpc.Server, socket string) error {
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	return server.Serve(listener)
}

type driver struct {
	csi.UnimplementedIdentityServer
	name, node, root string
}

func (d driver) GetPluginInfo(context.Context, *csi.GetPluginInfoRequest) (*csi.GetPluginInfoResponse, error) {
	return &csi.GetPluginInfoResponse{Name: d.name, VendorVersion: "1"}, nil
}

func (d driver) GetPluginCapabilities(
	context.Context, *csi.GetPluginCapabilitiesRequest,
) (*csi.GetPluginCapabilitiesResponse, error) {
	service := &csi.PluginCapability_Service{Type: csi.PluginCapability_Service_CONTROLLER_SERVICE}
	return &csi.GetPluginCapabilitiesResponse{
		Capabilities: []*csi.PluginCapability{{Type: &csi.PluginCapability_Service_{Service: service}}},
	}, nil
}

func (d driver) Probe(context.Context, *csi.ProbeRequest) (*csi.ProbeResponse, error) {
	return &csi.ProbeResponse{Ready: wrapperspb.Bool(true)}, nil
}

// registrar tells the kubelet where the driver is.
type registrar struct {
	registration.UnsafeRegistrationServer
	name, endpoint string
}

func (r registrar) GetInfo(context.Context, *registration.InfoRequest) (*registration.PluginInfo, error) {
	return &registration.PluginInfo{
		Type: registration.CSIPlugin, Name: r.name, Endpoint: r.endpoint, SupportedVersions: []string{"1.0.0"},
	}, nil
}

func (r registrar) NotifyRegistrationStatus(
	_ context.Context, status *registration.RegistrationStatus,
) (*registration.RegistrationStatusResponse, error) {
	if !status.PluginRegistered {
		klog.Fatal(status.Error)
	}
	return &registration.RegistrationStatusResponse{}, nil
}
