module pulumi-ec2-pods.local/tools/remote-client

go 1.26.0

require (
	github.com/pkg/sftp v1.13.10
	golang.org/x/crypto v0.52.0
)

require (
	github.com/kr/fs v0.1.0 // indirect
	golang.org/x/sys v0.45.0 // indirect
)
