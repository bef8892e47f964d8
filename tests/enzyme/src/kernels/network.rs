//! The network: its inputs, then its weights.

use costate_kernels::network::{INPUTS, Network, network, start};

use crate::kernel::Kernel;
use crate::views::{array, array_mut};

pub fn kernel() -> Kernel {
    let (net, inputs) = start();
    Kernel::new(
        "network 8-64-64-4, tanh",
        "enzyme_network",
        [&inputs, flat(&net)].concat(),
        |n| n.out[0] = network(of(&n.x[INPUTS..]), array(&n.x[..INPUTS])),
        |n, t| {
            let (di, dw) = n.dx.split_at_mut(INPUTS);
            let (net, inputs) = (of(&n.x[INPUTS..]), array(&n.x[..INPUTS]));
            n.out[0] = network::vjp(net, of_mut(dw), inputs, array_mut(di), n.dout[0], t);
        },
    )
}

const NUMBERS: usize = size_of::<Network<f64>>() / size_of::<f64>();

fn flat(net: &Network<f64>) -> &[f64] {
    // SAFETY: a network is arrays of `f64` and nothing else
    unsafe { std::slice::from_raw_parts((&raw const *net).cast(), NUMBERS) }
}

fn of(flat: &[f64]) -> &Network<f64> {
    let flat: &[f64; NUMBERS] = array(flat);
    // SAFETY: a network is arrays of `f64` and nothing else
    unsafe { &*flat.as_ptr().cast() }
}

fn of_mut(flat: &mut [f64]) -> &mut Network<f64> {
    let flat: &mut [f64; NUMBERS] = array_mut(flat);
    // SAFETY: a network is arrays of `f64` and nothing else
    unsafe { &mut *flat.as_mut_ptr().cast() }
}
