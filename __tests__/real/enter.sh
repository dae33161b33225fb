#!/usr/bin/env bash
# Where do the tests against real parts run? In network, processes and mounts of their own: a Docker engine that is theirs
# alone, ECR's own host names, no way out. When the tests end, all of it is gone. Arguments go to jest.
# Needs: root, a Docker engine's programs, ministack (or MINISTACK=path), a static busybox (or BUSYBOX=path). With buildx,
# and buildkitd beside it, as BUILDX=path, what they make is tested too.
# Ends with 69 where it cannot run; nothing was tested then.
set -euo pipefail
cd "$(dirname "$0")/../.."

# A pid namespace ends with its first process, and takes engine, containers and emulator with it.
own=(unshare --net --mount --pid --fork --kill-child --mount-proc)
if [ "${1:-}" != --inside ]; then
  export MINISTACK=${MINISTACK:-$(command -v ministack || true)} BUSYBOX=${BUSYBOX:-/bin/busybox}
  missing=()
  [ "$(id -u)" -eq 0 ] || missing+=("root (sudo -E env PATH=\"\$PATH\" npm run test:real)")
  for program in dockerd docker containerd docker-registry ip iptables openssl unshare; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  [ -x "$MINISTACK" ] || missing+=("ministack")
  if [ ! -x "$BUSYBOX" ] || ldd "$BUSYBOX" >/dev/null 2>&1; then missing+=("a static busybox at $BUSYBOX"); fi
  [ ${#missing[@]} -gt 0 ] || "${own[@]}" true || missing+=("the right to make namespaces")
  if [ ${#missing[@]} -gt 0 ]; then
    printf 'test:real cannot run here. Missing: %s\n' "${missing[@]}" >&2
    exit 69
  fi
  if [ ! -x "${BUILDX:-}" ] || [ ! -x "$(dirname "$BUILDX")/buildkitd" ]; then
    echo 'test:real: without BUILDX=path, what buildx makes is not tested.' >&2
    unset BUILDX
  fi
  REAL=$(mktemp -d -t real-XXXXXX)
  export REAL
  trap 'rm -rf "$REAL"' EXIT
  "${own[@]}" bash __tests__/real/enter.sh --inside "$@"
  exit
fi
shift
trap 'echo "test:real cannot run here." >&2; exit 69' ERR

ip link set lo up
mount -t tmpfs none /run

# ECR's host names lead to ministack, over TLS, as its API does.
{
  cat /etc/hosts
  echo "127.0.0.1 111122223333.dkr.ecr.us-east-1.amazonaws.com 444455556666.dkr.ecr.us-east-1.amazonaws.com"
} >"$REAL/hosts"
mount --bind "$REAL/hosts" /etc/hosts
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=real -keyout "$REAL/key.pem" -out "$REAL/cert.pem" \
  -addext 'subjectAltName=DNS:localhost,DNS:*.dkr.ecr.us-east-1.amazonaws.com' 2>/dev/null
export NODE_EXTRA_CA_CERTS=$REAL/cert.pem SSL_CERT_FILE=$REAL/cert.pem

# No socket of the host's engine is to be seen here; cgroups without systemd, which is not either.
unset DOCKER_HOST DOCKER_CONTEXT
export DOCKER_CONFIG=$REAL/docker-config
echo '{}' >"$REAL/daemon.json"
dockerd --config-file "$REAL/daemon.json" --data-root "$REAL/engine" --exec-opt native.cgroupdriver=cgroupfs \
  >"$REAL/dockerd.log" 2>&1 &
for _ in $(seq 150); do
  docker info >/dev/null 2>&1 && break
  kill -0 $! 2>/dev/null || break
  sleep 0.2
done
# That it answers is not all: a container must run.
if ! { tar -C "$(dirname "$BUSYBOX")" -c busybox | docker import - probe && docker run --rm probe /busybox true; } >/dev/null; then
  echo 'The Docker engine does not run containers:' >&2
  tail -n 5 "$REAL/dockerd.log" >&2
  false
fi
trap - ERR

node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js \
  --config __tests__/real/jest.config.js "$@"
