package main

import (
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"entente/graph/exhaustive"
	"entente/graph/neo4j/neo4jtest"
)

// A manifest is what the tests look at in an object of Kubernetes.
type manifest struct {
	Kind     string
	Metadata struct{ Name string }
	Data     map[string]string
	Spec     struct{ Template struct{ Spec pod } }
}

// A pod is what the tests look at in a pod.
type pod struct {
	Security   any `yaml:"securityContext"`
	Containers []podContainer
	Volumes    []struct {
		Name   string
		Secret struct {
			SecretName string `yaml:"secretName"`
			Items      []struct{ Key, Path string }
		}
		Claim struct {
			Name string `yaml:"claimName"`
		} `yaml:"persistentVolumeClaim"`
	}
}

// A podContainer is what the tests look at in a container of a pod.
type podContainer struct {
	Command, Args []string
	EnvFrom       []struct {
		ConfigMap struct{ Name string } `yaml:"configMapRef"`
	} `yaml:"envFrom"`
	Env   []struct{ Name, Value string }
	Ports []struct {
		Number int `yaml:"containerPort"`
	}
	Liveness  podProbe `yaml:"livenessProbe"`
	Readiness podProbe `yaml:"readinessProbe"`
	Resources struct{ Limits struct{ Memory string } }
	Security  any `yaml:"securityContext"`
	Mounts    []struct {
		Name string
		Path string `yaml:"mountPath"`
	} `yaml:"volumeMounts"`
}

// A podProbe asks a container for a page.
type podProbe struct {
	HTTP struct{ Path, Port string } `yaml:"httpGet"`
}

// manifests returns what kustomize makes of a folder of examples/kubernetes.
func manifests(t *testing.T, folder string) []manifest {
	t.Helper()
	text, err := exec.Command(".ci/kustomize", "build", filepath.Join("examples/kubernetes", folder)).Output()
	if err != nil {
		t.Fatalf("kustomize build %s: %v", folder, err)
	}
	var all []manifest
	for part := range strings.SplitSeq(string(text), "\n---\n") {
		var m manifest
		if err := yaml.Unmarshal([]byte(part), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// find returns the manifest of a kind and, unless it is empty, a name.
func find(t *testing.T, all []manifest, kind, name string) manifest {
	t.Helper()
	i := slices.IndexFunc(all, func(m manifest) bool { return m.Kind == kind && (name == "" || m.Metadata.Name == name) })
	if i < 0 {
		t.Fatalf("there is no %s %s", kind, name)
	}
	return all[i]
}

// podOf returns the pods of the Deployment or the Job.
func podOf(t *testing.T, all []manifest, kind string) pod {
	t.Helper()
	p := find(t, all, kind, "").Spec.Template.Spec
	if len(p.Containers) != 1 {
		t.Fatalf("the %s has %d containers, want 1", kind, len(p.Containers))
	}
	return p
}

// container returns the command of a pod with its environment.
func (p pod) container(t *testing.T, all []manifest) container {
	t.Helper()
	from := p.Containers[0]
	c := container{command: slices.Concat(from.Command, from.Args), env: map[string]string{}}
	for _, source := range from.EnvFrom {
		for name, value := range find(t, all, "ConfigMap", source.ConfigMap.Name).Data {
			c.env[name] = value
		}
	}
	for _, variable := range from.Env {
		c.env[variable.Name] = variable.Value
	}
	return c
}

// files returns pairs of the files in a pod's volumes and what stands for them: the password's key of the secret, and facts.
func (p pod) files(t *testing.T, password, facts string) []string {
	t.Helper()
	var pairs []string
	for _, mount := range p.Containers[0].Mounts {
		for _, v := range p.Volumes {
			switch {
			case v.Name != mount.Name:
			case v.Claim.Name == "entente-facts":
				pairs = append(pairs, mount.Path, facts)
			case v.Secret.SecretName == "entente-neo4j" && len(v.Secret.Items) == 1 && v.Secret.Items[0].Key == "password":
				pairs = append(pairs, filepath.Join(mount.Path, v.Secret.Items[0].Path), password)
			default:
				t.Errorf("unknown volume %+v", v)
			}
		}
	}
	return pairs
}

// TestKubernetesPods checks that pods may do no more than they need, and that Go knows their memory.
func TestKubernetesPods(t *testing.T) {
	exhaustive.Only(t)
	all := manifests(t, "aura")
	for _, kind := range []string{"Deployment", "Job"} {
		p := podOf(t, all, kind)
		got := []any{p.Security, p.Containers[0].Security}
		want := []any{
			map[string]any{
				"runAsNonRoot": true, "runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65532,
				"seccompProfile": map[string]any{"type": "RuntimeDefault"},
			},
			map[string]any{
				"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": map[string]any{"drop": []any{"ALL"}},
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("security of the %s (-want +got):\n%s", kind, diff)
		}
		var limit, goLimit types.UnitBytes
		if err := limit.DecodeMapstructure(p.Containers[0].Resources.Limits.Memory + "B"); err != nil {
			t.Fatal(err)
		}
		if err := goLimit.DecodeMapstructure(p.container(t, all).env["GOMEMLIMIT"]); err != nil {
			t.Fatal(err)
		}
		if goLimit > limit*9/10 || goLimit < limit/2 {
			t.Errorf("Go uses up to %d of the %d bytes of the %s", goLimit, limit, kind)
		}
	}
}

// TestKubernetesServices runs the Job twice, and the Deployment, outside a cluster, with their commands, arguments,
// environment, secret, facts and probes.
func TestKubernetesServices(t *testing.T) {
	exhaustive.Only(t)
	neo := neo4jtest.Start(t)
	secret := filepath.Join(t.TempDir(), "password")
	write(t, secret, neo.Password)
	for folder, uri := range map[string]string{"base": "neo4j://neo4j:7687", "aura": "neo4j+s://00000000.databases.neo4j.io"} {
		t.Run(folder, func(t *testing.T) {
			all := manifests(t, folder)
			load, serve := podOf(t, all, "Job"), podOf(t, all, "Deployment")
			listen := freeAddress(t)
			port := "0.0.0.0:" + strconv.Itoa(serve.Containers[0].Ports[0].Number)
			places := slices.Concat(load.files(t, secret, "fixtures/libya-2020"), serve.files(t, secret, ""), []string{uri, neo.URI, port, listen})
			out := newOutside(t, strings.NewReplacer(places...))
			job, server := load.container(t, all), serve.container(t, all)
			if job.env["NEO4J_URI"] != uri || server.env["NEO4J_URI"] != uri || server.env["ENTENTE_LISTEN"] != port {
				t.Fatalf("the environment is %v and %v, want the database %s and the address %s", job.env, server.env, uri, port)
			}
			if text := output(t, out.run(job)); !strings.Contains(text, "loaded version ") && !strings.Contains(text, "nothing to do") {
				t.Errorf("the loader printed:\n%s", text)
			}
			if text := output(t, out.run(job)); !strings.Contains(text, "nothing to do") {
				t.Errorf("the loader, run again, printed:\n%s", text)
			}
			running := begin(t, out.run(server))
			running.waitFor(t, func() *exec.Cmd {
				return exec.Command("wget", "-qO-", "http://"+listen+serve.Containers[0].Readiness.HTTP.Path)
			})
			if _, status := get(t, "http://"+listen+serve.Containers[0].Liveness.HTTP.Path); status != http.StatusOK {
				t.Errorf("the probe of life: %d", status)
			}
			serves(t, listen)
			running.stop(t)
			out.knows(t, "/entente", server.env, "--help")
		})
	}
}
