set -e
cd /tmp/wt/enzyme/tests/enzyme
export CARGO_TARGET_DIR=/tmp/target-enzyme
EXTRA="$1"
RUSTFLAGS="-Ctarget-cpu=x86-64-v3 --cfg costate_outlined $EXTRA" nice cargo rustc -q --release --lib -- --emit=llvm-ir=/tmp/enz/k.ll
cd /tmp/enz
python3 mark.py k.ll marked.ll
nice pennylane_catalyst-0.15.0.data/data/bin/catalyst --tool=llc --enzyme-rust-type=1 --checkpoint-stage=O2Opt -o - marked.ll > post.ll 2> cat.err || tail -5 cat.err | cut -c1-800
grep -c "define.*@enzyme_" post.ll
nice clang-22 -O3 -fPIC -shared post.ll -o libenzyme_kernels.so -lm 2>&1 | grep -v warn || true
ls -la libenzyme_kernels.so
