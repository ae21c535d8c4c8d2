package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"
)

const (
	volumes   = "volumes"
	snapshots = "snapshots"
	// Inside the folder of a volume or snapshot.
	data = "data"
	size = "size"
)

// controller creates and deletes volumes and snapshots. The sidecars give each of them a unique name, which is its id, and
// repeat a call until it has succeeded.
type controller struct {
	csi.UnimplementedControllerServer
	driver
}

func (c controller) ControllerGetCapabilities(
	context.Context, *csi.ControllerGetCapabilitiesRequest,
) (*csi.ControllerGetCapabilitiesResponse, error) {
	var answer csi.ControllerGetCapabilitiesResponse
	for _, kind := range []csi.ControllerServiceCapability_RPC_Type{
		csi.ControllerServiceCapability_RPC_CREATE_DELETE_VOLUME,
		csi.ControllerServiceCapability_RPC_CREATE_DELETE_SNAPSHOT,
	} {
		rpc := &csi.ControllerServiceCapability_Rpc{Rpc: &csi.ControllerServiceCapability_RPC{Type: kind}}
		answer.Capabilities = append(answer.Capabilities, &csi.ControllerServiceCapability{Type: rpc})
	}
	return &answer, nil
}

func (c controller) CreateVolume(_ context.Context, request *csi.CreateVolumeRequest) (*csi.CreateVolumeResponse, error) {
	bytes := request.GetCapacityRange().GetRequiredBytes()
	source := ""
	if snapshot := request.GetVolumeContentSource().GetSnapshot(); snapshot != nil {
		source = c.path(snapshots, snapshot.SnapshotId)
		if _, err := os.Stat(source); err != nil {
			return nil, status.Error(codes.NotFound, err.Error())
		}
	}
	if err := create(c.path(volumes, request.Name), source, bytes); err != nil {
		return nil, err
	}
	return &csi.CreateVolumeResponse{Volume: &csi.Volume{
		VolumeId: request.Name, CapacityBytes: bytes, ContentSource: request.VolumeContentSource,
	}}, nil
}

func (c controller) DeleteVolume(_ context.Context, request *csi.DeleteVolumeRequest) (*csi.DeleteVolumeResponse, error) {
	return &csi.DeleteVolumeResponse{}, os.RemoveAll(c.path(volumes, request.VolumeId))
}

func (c controller) CreateSnapshot(
	_ context.Context, request *csi.CreateSnapshotRequest,
) (*csi.CreateSnapshotResponse, error) {
	source, target := c.path(volumes, request.SourceVolumeId), c.path(snapshots, request.Name)
	text, err := os.ReadFile(filepath.Join(source, size))
	if err != nil {
		return nil, status.Error(codes.NotFound, err.Error())
	}
	bytes, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return nil, err
	}
	if err := create(target, source, bytes); err != nil {
		return nil, err
	}
	info, err := os.Stat(filepath.Join(target, size))
	if err != nil {
		return nil, err
	}
	return &csi.CreateSnapshotResponse{Snapshot: &csi.Snapshot{
		SnapshotId: request.Name, SourceVolumeId: request.SourceVolumeId, SizeBytes: bytes,
		CreationTime: timestamppb.New(info.ModTime()), ReadyToUse: true,
	}}, nil
}

func (c controller) DeleteSnapshot(
	_ context.Context, request *csi.DeleteSnapshotRequest,
) (*csi.DeleteSnapshotResponse, error) {
	return &csi.DeleteSnapshotResponse{}, os.RemoveAll(c.path(snapshots, request.SnapshotId))
}

func (d driver) path(kind, id string) string {
	return filepath.Join(d.root, kind, filepath.Base(id))
}

// create makes the folder of a volume or snapshot with a copy of the source's data. It renames a complete one, so that a
// folder of the final name is always whole.
func create(folder, source string, bytes int64) error {
	if _, err := os.Stat(folder); err == nil {
		return nil
	}
	part := folder + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(part, data), 0o755); err != nil {
		return err
	}
	if source != "" {
		copied, err := exec.Command("cp", "--archive", filepath.Join(source, data), part).CombinedOutput()
		if err != nil {
			return status.Error(codes.Internal, strings.TrimSpace(string(copied)))
		}
	}
	if err := os.WriteFile(filepath.Join(part, size), []byte(strconv.FormatInt(bytes, 10)), 0o644); err != nil {
		return err
	}
	return os.Rename(part, folder)
}
