#!/bin/sh
# Registers and spills of every kernel, by NVIDIA's own assembler; no GPU is needed.
#
#   cuda/ptxas.sh [ARCH]       ARCH is sm_90 unless given
#
# Takes `ptxas` from the path or, where there is none, from the wheel nvidia-cuda-nvcc, which it installs
# into target/ptxas. The PTX is what the last build of costate-cuda left in the target folder.
set -eu
arch=${1:-sm_90}
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

cargo build --quiet --package costate-cuda
# the newest of the compilers' folders
ptx=$(ls -t "$target"/ptx/*/kernels.ptx 2>/dev/null | head -n 1)
if [ -z "$ptx" ]; then
    echo "no PTX was built: see the warning of 'cargo build --package costate-cuda'" >&2
    exit 1
fi

ptxas=$(command -v ptxas || find "$target/ptxas" -name ptxas -type f 2>/dev/null | head -n 1)
if [ -z "$ptxas" ]; then
    python3 -m pip install --quiet --no-deps --target "$target/ptxas" nvidia-cuda-nvcc
    ptxas=$(find "$target/ptxas" -name ptxas -type f | head -n 1)
fi

echo "$ptx: $(wc -c <"$ptx") bytes"
"$ptxas" -arch="$arch" -v "$ptx" -o "$target/ptx/kernels.cubin" 2>&1 | awk '
    /Compiling entry function/ { split($0, part, "\x27"); name = part[2] }
    /bytes stack frame/ { frame = $1; spill = $5 + $9 }
    /Used [0-9]+ registers/ {
        match($0, /Used [0-9]+/)
        printf "%-28s %3d registers %6d bytes of stack %4d bytes spilled\n", name, substr($0, RSTART + 5, RLENGTH - 5), frame, spill
        next
    }
    /error|fatal/ { print; failed = 1 }
    END { exit failed }'
