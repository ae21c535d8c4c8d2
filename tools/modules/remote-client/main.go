// A client of SSH as the remote resources of @pulumi/command are one: by the same libraries and the same calls.
//
// It reads one request from its input and prints what a command printed.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path"
	"strings"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

type host struct {
	Host           string
	User           string
	PrivateKey     string
	DialErrorLimit int
}

type connection struct {
	host
	Proxy *host
}

type request struct {
	Connection connection
	// A command with its input and its variables.
	Create      string
	Stdin       string
	Environment map[string]string
	// A local file or folder, and where it goes.
	Source     string
	RemotePath string
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	var asked request
	if err := json.NewDecoder(in).Decode(&asked); err != nil {
		return err
	}
	client, err := dial(asked.Connection)
	if err != nil {
		return err
	}
	defer client.Close()
	if asked.Source != "" {
		return copyToRemote(client, asked.Source, asked.RemotePath)
	}
	said, err := run(client, asked)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, said)
	return err
}

func dial(to connection) (*ssh.Client, error) {
	config, err := to.config()
	if err != nil {
		return nil, err
	}
	if to.Proxy == nil {
		return retried(to.DialErrorLimit, func() (*ssh.Client, error) { return ssh.Dial("tcp", to.endpoint(), config) })
	}
	proxy, err := dial(connection{host: *to.Proxy})
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	through, err := retried(to.DialErrorLimit, func() (net.Conn, error) { return proxy.Dial("tcp", to.endpoint()) })
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	conn, channels, requests, err := ssh.NewClientConn(through, to.endpoint(), config)
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	return ssh.NewClient(conn, channels, requests), nil
}

func (to host) endpoint() string {
	return net.JoinHostPort(to.Host, "22")
}

func (to host) config() (*ssh.ClientConfig, error) {
	signer, err := ssh.ParsePrivateKey([]byte(to.PrivateKey))
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{
		User:            to.User,
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		Timeout:         15 * time.Second,
	}, nil
}

// retried tries again after errors, up to the limit, and waits longer each time.
func retried[T any](limit int, try func() (T, error)) (T, error) {
	wait := 100 * time.Millisecond
	for failures := 0; ; failures++ {
		result, err := try()
		if err == nil || failures == limit {
			return result, err
		}
		time.Sleep(wait)
		wait = min(wait*3/2, 5*time.Second)
	}
}

func run(client *ssh.Client, asked request) (string, error) {
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	defer session.Close()
	for name, value := range asked.Environment {
		if err := session.Setenv(name, value); err != nil {
			return "", fmt.Errorf("could not set environment variable %q: %w", name, err)
		}
	}
	if asked.Stdin != "" {
		session.Stdin = strings.NewReader(asked.Stdin)
	}
	var stdout, stderr bytes.Buffer
	session.Stdout, session.Stderr = &stdout, &stderr
	if err := session.Run(asked.Create); err != nil {
		return "", fmt.Errorf("%w: running %q:\n%s%s", err, asked.Create, &stdout, &stderr)
	}
	return strings.TrimSuffix(stdout.String(), "\n"), nil
}

func copyToRemote(client *ssh.Client, source, target string) error {
	files, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		return err
	}
	defer files.Close()
	return copyTree(files, source, target)
}

// copyTree copies a file, or the entries of a folder, and makes the folders above.
func copyTree(files *sftp.Client, source, target string) error {
	info, err := os.Stat(source)
	if err != nil {
		return err
	}
	if _, err := files.Stat(target); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("failed to stat remote path %s: %w", target, err)
	}
	if !info.IsDir() {
		if err := files.MkdirAll(path.Dir(target)); err != nil {
			return err
		}
		return copyFile(files, source, target)
	}
	if err := files.MkdirAll(target); err != nil {
		return err
	}
	entries, err := os.ReadDir(source)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := copyTree(files, path.Join(source, entry.Name()), path.Join(target, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(files *sftp.Client, source, target string) error {
	from, err := os.Open(source)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := files.Create(target)
	if err != nil {
		return err
	}
	defer to.Close()
	_, err = to.ReadFrom(from)
	return err
}
