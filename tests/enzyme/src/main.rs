//! Times our gradients beside Enzyme's and compares them.
//!
//! `enzyme LIBRARY [SECONDS]`: the library that `run` builds, seconds a kernel.

use std::hint::black_box;
use std::time::{Duration, Instant};

use costate::HeapTape;
use costate_kernels::{bundle, chain, loops, mixture, network, pendulum, rope, rosenbrock};

/// As the library's kernels: `gradient(x, dx, count, data, out, dout)`.
type Gradient = unsafe extern "C" fn(*const f64, *mut f64, usize, *const f64, *mut f64, *mut f64);

/// One kernel's numbers.
#[derive(Clone)]
struct Numbers {
    x: Vec<f64>,
    dx: Vec<f64>,
    count: usize,
    data: Vec<f64>,
    out: Vec<f64>,
    dout: Vec<f64>,
}

struct Kernel {
    name: &'static str,
    symbol: &'static str,
    numbers: Numbers,
    /// Seeds of the results: one gradient each.
    seeds: Vec<Vec<f64>>,
    primal: fn(&mut Numbers),
    ours: fn(&mut Numbers, &mut HeapTape),
}

fn array<const N: usize>(x: &[f64]) -> &[f64; N] {
    x.try_into().expect("as many numbers as the kernel takes")
}
fn array_mut<const N: usize>(x: &mut [f64]) -> &mut [f64; N] {
    x.try_into().expect("as many numbers as the kernel takes")
}
fn rows<const R: usize, const C: usize>(x: &[f64]) -> &[[f64; C]; R] {
    x.as_chunks().0.try_into().expect("as many numbers as the kernel takes")
}
fn rows_mut<const R: usize, const C: usize>(x: &mut [f64]) -> &mut [[f64; C]; R] {
    x.as_chunks_mut().0.try_into().expect("as many numbers as the kernel takes")
}

fn kernels() -> Vec<Kernel> {
    let one = |x: Vec<f64>, count: usize| Numbers {
        dx: vec![0.0; x.len()],
        x,
        count,
        data: vec![],
        out: vec![0.0],
        dout: vec![1.0],
    };
    let unit = vec![vec![1.0]];
    let (net, inputs) = network::start();
    // SAFETY: a network is arrays of f64
    let weights =
        unsafe { std::slice::from_raw_parts((&raw const *net).cast::<f64>(), size_of_val(&*net) / 8) };
    let (at, points) = mixture::Parameters::<10, 25, 45>::start(1000);
    let scene = bundle::Scene::start();
    let many = |x: Vec<f64>, n: usize| Numbers {
        dx: vec![0.0; x.len()],
        x,
        count: n,
        data: vec![],
        out: vec![0.0; n],
        dout: vec![0.0; n],
    };
    vec![
        Kernel {
            name: "Rosenbrock, n = 1000",
            symbol: "enzyme_rosenbrock",
            numbers: one(rosenbrock::start(1000), 1000),
            seeds: unit.clone(),
            primal: |n| n.out[0] = rosenbrock::rosenbrock(&n.x),
            ours: |n, t| n.out[0] = rosenbrock::rosenbrock::vjp(&n.x, &mut n.dx, n.dout[0], t),
        },
        Kernel {
            name: "chain of 16 masses, 200 steps",
            symbol: "enzyme_chain",
            numbers: one([&[3e3], chain::start().as_flattened()].concat(), 200),
            seeds: unit.clone(),
            primal: |n| n.out[0] = chain::chain(n.x[0], rows(&n.x[1..]), n.count),
            ours: |n, t| {
                let (dk, dp) = n.dx.split_at_mut(1);
                n.out[0] = chain::chain::vjp(
                    n.x[0],
                    &mut dk[0],
                    rows(&n.x[1..]),
                    rows_mut(dp),
                    n.count,
                    n.dout[0],
                    t,
                )
            },
        },
        Kernel {
            name: "double pendulum, 200 steps",
            symbol: "enzyme_pendulum",
            numbers: one([pendulum::RODS, pendulum::START].concat(), 200),
            seeds: unit.clone(),
            primal: |n| n.out[0] = pendulum::pendulum(array(&n.x[..4]), array(&n.x[4..]), n.count),
            ours: |n, t| {
                let (dr, ds) = n.dx.split_at_mut(4);
                n.out[0] = pendulum::pendulum::vjp(
                    array(&n.x[..4]),
                    array_mut(dr),
                    array(&n.x[4..]),
                    array_mut(ds),
                    n.count,
                    n.dout[0],
                    t,
                )
            },
        },
        Kernel {
            name: "network 8-64-64-4, tanh",
            symbol: "enzyme_network",
            numbers: one([&inputs, weights].concat(), 0),
            seeds: unit.clone(),
            // SAFETY: as above
            primal: |n| {
                n.out[0] = unsafe { network::network(&*n.x.as_ptr().add(8).cast(), array(&n.x[..8])) }
            },
            ours: |n, t| {
                let (di, dw) = n.dx.split_at_mut(8);
                n.out[0] = unsafe {
                    network::network::vjp(
                        &*n.x.as_ptr().add(8).cast(),
                        &mut *dw.as_mut_ptr().cast(),
                        array(&n.x[..8]),
                        array_mut(di),
                        n.dout[0],
                        t,
                    )
                }
            },
        },
        Kernel {
            name: "ADBench GMM, d 10, K 25, 1000 points",
            symbol: "enzyme_mixture",
            numbers: Numbers {
                data: points.as_flattened().to_vec(),
                ..one(
                    [&at.alphas[..], at.means.as_flattened(), at.q.as_flattened(), at.l.as_flattened()]
                        .concat(),
                    1000,
                )
            },
            seeds: unit.clone(),
            primal: |n| {
                n.out[0] = mixture::mixture::<10, 25, 45>(
                    array(&n.x[..25]),
                    rows(&n.x[25..275]),
                    rows(&n.x[275..525]),
                    rows(&n.x[525..]),
                    n.data.as_chunks().0,
                )
            },
            ours: |n, t| {
                let (da, rest) = n.dx.split_at_mut(25);
                let (dm, rest) = rest.split_at_mut(250);
                let (dq, dl) = rest.split_at_mut(250);
                n.out[0] = mixture::mixture::vjp::<10, 25, 45>(
                    array(&n.x[..25]),
                    array_mut(da),
                    rows(&n.x[25..275]),
                    rows_mut(dm),
                    rows(&n.x[275..525]),
                    rows_mut(dq),
                    rows(&n.x[525..]),
                    rows_mut(dl),
                    n.data.as_chunks().0,
                    n.dout[0],
                    t,
                )
            },
        },
        Kernel {
            name: "ADBench BA, one residual",
            symbol: "enzyme_bundle",
            numbers: Numbers {
                data: scene.seen[0].to_vec(),
                out: vec![0.0; 2],
                dout: vec![0.0; 2],
                ..one(
                    [
                        &scene.cameras[scene.pairs[0].0][..],
                        &scene.points[scene.pairs[0].1],
                        &[scene.weights[0]],
                    ]
                    .concat(),
                    0,
                )
            },
            seeds: vec![vec![1.0, 0.0], vec![0.0, 1.0]],
            primal: |n| {
                n.out.copy_from_slice(&bundle::residual(
                    array(&n.x[..11]),
                    array(&n.x[11..14]),
                    n.x[14],
                    array(&n.data),
                ))
            },
            ours: |n, t| {
                let (dc, rest) = n.dx.split_at_mut(11);
                let (dp, dw) = rest.split_at_mut(3);
                n.out.copy_from_slice(&bundle::residual::vjp(
                    array(&n.x[..11]),
                    array_mut(dc),
                    array(&n.x[11..14]),
                    array_mut(dp),
                    n.x[14],
                    &mut dw[0],
                    array(&n.data),
                    *array(&n.dout),
                    t,
                ))
            },
        },
        Kernel {
            name: "elementwise, n = 1000",
            symbol: "enzyme_elementwise",
            numbers: many([loops::numbers(1000, 0.1), loops::numbers(1000, 0.2)].concat(), 1000),
            seeds: vec![loops::numbers(1000, 0.3)],
            primal: |n| loops::elementwise(&n.x[..n.count], &n.x[n.count..], &mut n.out),
            ours: |n, t| {
                let (dx, dy) = n.dx.split_at_mut(n.count);
                loops::elementwise::vjp(&n.x[..n.count], dx, &n.x[n.count..], dy, &mut n.out, &mut n.dout, t)
            },
        },
        Kernel {
            name: "recurrence, n = 1000",
            symbol: "enzyme_recurrence",
            numbers: one(loops::numbers(1000, 0.4), 1000),
            seeds: unit.clone(),
            primal: |n| n.out[0] = loops::recurrence(&n.x),
            ours: |n, t| n.out[0] = loops::recurrence::vjp(&n.x, &mut n.dx, n.dout[0], t),
        },
        Kernel {
            name: "axpy, n = 1000",
            symbol: "enzyme_axpy",
            numbers: Numbers {
                out: loops::numbers(1000, 0.6),
                ..many([&[1e-9], &loops::numbers(1000, 0.5)[..]].concat(), 1000)
            },
            seeds: vec![loops::numbers(1000, 0.7)],
            primal: |n| loops::axpy(n.x[0], &n.x[1..], &mut n.out),
            ours: |n, t| {
                let (da, dx) = n.dx.split_at_mut(1);
                loops::axpy::vjp(n.x[0], &mut da[0], &n.x[1..], dx, &mut n.out, &mut n.dout, t)
            },
        },
        Kernel {
            name: "matrix times vector, n = 64",
            symbol: "enzyme_matrix_vector",
            numbers: many([loops::numbers(64 * 64, 0.8), loops::numbers(64, 0.9)].concat(), 64),
            seeds: vec![loops::numbers(64, 1.0)],
            primal: |n| {
                loops::matrix_vector(&n.x[..n.count * n.count], &n.x[n.count * n.count..], &mut n.out)
            },
            ours: |n, t| {
                let at = n.count * n.count;
                let (da, dx) = n.dx.split_at_mut(at);
                loops::matrix_vector::vjp(&n.x[..at], da, &n.x[at..], dx, &mut n.out, &mut n.dout, t)
            },
        },
        Kernel {
            name: "rotations, n = 100",
            symbol: "enzyme_rotations",
            numbers: one([&[0.3, -0.5, 0.7], &loops::numbers(100, 1.1)[..]].concat(), 100),
            seeds: unit.clone(),
            primal: |n| n.out[0] = loops::rotations(&n.x[3..], *array(&n.x[..3])),
            ours: |n, t| {
                let (dp, da) = n.dx.split_at_mut(3);
                n.out[0] =
                    loops::rotations::vjp(&n.x[3..], da, *array(&n.x[..3]), array_mut(dp), n.dout[0], t)
            },
        },
        Kernel {
            name: "rope, 100 steps of 10 substeps",
            symbol: "enzyme_rope",
            numbers: one(rope::actions(100).as_flattened().to_vec(), 100),
            seeds: unit,
            primal: |n| n.out[0] = rope::rope(n.x.as_chunks().0),
            ours: |n, t| n.out[0] = rope::rope::vjp(n.x.as_chunks().0, n.dx.as_chunks_mut().0, n.dout[0], t),
        },
    ]
}

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("the library");
    let seconds: f64 = args.next().map_or(1.0, |s| s.parse().expect("seconds"));
    // SAFETY: the library that `run` built
    let library = unsafe { libloading::Library::new(path).expect("a library") };
    for kernel in kernels() {
        // SAFETY: all symbols have this type
        let gradient: libloading::Symbol<Gradient> =
            unsafe { library.get(kernel.symbol.as_bytes()).expect("a symbol") };
        let mut tape = HeapTape::new();
        let (mut a, mut b) = (kernel.numbers.clone(), kernel.numbers.clone());
        let mut worst = 0.0f64;
        for seed in &kernel.seeds {
            a.dout.copy_from_slice(seed);
            b.dout.copy_from_slice(seed);
            a.out.copy_from_slice(&kernel.numbers.out);
            b.out.copy_from_slice(&kernel.numbers.out);
            (kernel.ours)(&mut a, &mut tape);
            unsafe {
                gradient(
                    b.x.as_ptr(),
                    b.dx.as_mut_ptr(),
                    b.count,
                    b.data.as_ptr(),
                    b.out.as_mut_ptr(),
                    b.dout.as_mut_ptr(),
                )
            };
        }
        let scale = a.dx.iter().fold(0.0f64, |m, d| m.max(d.abs()));
        for (x, y) in a.dx.iter().zip(&b.dx).chain(a.out.iter().zip(&b.out)) {
            worst = worst.max((x - y).abs() / x.abs().max(y.abs()).max(1e-3 * scale));
        }
        let mut job = |which: usize| match which {
            0 => {
                black_box(&mut a);
                (kernel.primal)(&mut a)
            }
            1 => {
                for seed in &kernel.seeds {
                    a.dout.copy_from_slice(seed);
                    black_box(&mut a);
                    (kernel.ours)(&mut a, &mut tape)
                }
            }
            _ => {
                for seed in &kernel.seeds {
                    b.dout.copy_from_slice(seed);
                    black_box(&mut b);
                    unsafe {
                        gradient(
                            b.x.as_ptr(),
                            b.dx.as_mut_ptr(),
                            b.count,
                            b.data.as_ptr(),
                            b.out.as_mut_ptr(),
                            b.dout.as_mut_ptr(),
                        )
                    }
                }
            }
        };
        let mut times = [1usize; 3];
        for (which, times) in times.iter_mut().enumerate() {
            let mut shortest = Duration::MAX;
            for _ in 0..5 {
                let s = Instant::now();
                job(which);
                shortest = shortest.min(s.elapsed());
            }
            *times = (20_000 / shortest.as_nanos().max(1)).clamp(1, 10_000) as usize;
        }
        let clock = Instant::now();
        let mut best = [f64::INFINITY; 3];
        while clock.elapsed().as_secs_f64() < seconds {
            for which in 0..3 {
                let s = Instant::now();
                for _ in 0..times[which] {
                    job(which)
                }
                best[which] = best[which].min(s.elapsed().as_secs_f64() * 1e9 / times[which] as f64);
            }
        }
        let [p, o, e] = best;
        println!(
            "{:40} primal {p:9.0}  costate {o:9.0} ({:.2})  Enzyme {e:9.0} ({:.2})  ratio {:.2}  diff {worst:.1e}",
            kernel.name,
            o / p,
            e / p,
            o / e
        );
    }
}
