//! The kernels of `costate bench ad` as Enzyme takes them: C functions that write what they compute
//! through a pointer, and a call of `__enzyme_autodiff…` for each, which Enzyme replaces by its gradient.
//!
//! All have one shape. `x` are the numbers to differentiate by, `data` numbers that stay, `count` a
//! length or a number of steps, `out` the results:
//!
//! `primal(x, count, data, out)`, `gradient(x, dx, count, data, out, dout)`

#![no_std]

extern crate std;

use core::ffi::c_void;
use core::slice;

use costate_kernels::{bundle, chain, loops, mixture, network, pendulum, rope, rosenbrock};

unsafe extern "C" {
    /// Says that the next argument has no derivative; Enzyme knows it by its name.
    static enzyme_const: i32;
}

/// A kernel and its gradient by Enzyme, both for C.
macro_rules! kernel {
    ($(#[$doc:meta])* $gradient:ident, $enzyme:ident, |$x:ident, $count:ident, $data:ident, $out:ident| $body:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        ///
        /// The pointers lead to as many numbers as the kernel takes, none of them twice.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $gradient(
            x: *const f64,
            dx: *mut f64,
            count: usize,
            data: *const f64,
            out: *mut f64,
            dout: *mut f64,
        ) {
            unsafe extern "C" {
                fn $enzyme(
                    primal: *const c_void,
                    x: *const f64,
                    dx: *mut f64,
                    count: usize,
                    mark: i32,
                    data: *const f64,
                    out: *mut f64,
                    dout: *mut f64,
                );
            }
            #[inline(never)]
            unsafe extern "C" fn primal($x: *const f64, $count: usize, $data: *const f64, $out: *mut f64) {
                // SAFETY: the caller's promise
                unsafe { $body }
            }
            // SAFETY: Enzyme's gradient reads and writes what the primal does, and the adjoints beside it
            unsafe { $enzyme(primal as *const c_void, x, dx, count, enzyme_const, data, out, dout) }
        }
    };
}

kernel! {
    /// `x`: n = `count` variables.
    enzyme_rosenbrock, __enzyme_autodiff_rosenbrock,
    |x, count, _data, out| *out = rosenbrock::rosenbrock(slice::from_raw_parts(x, count))
}
kernel! {
    /// `x`: stiffness, positions; `count` steps.
    enzyme_chain, __enzyme_autodiff_chain,
    |x, count, _data, out| *out = chain::chain(*x, &*x.add(1).cast(), count)
}
kernel! {
    /// `x`: rods, start; `count` steps.
    enzyme_pendulum, __enzyme_autodiff_pendulum,
    |x, count, _data, out| *out = pendulum::pendulum(&*x.cast(), &*x.add(4).cast(), count)
}
kernel! {
    /// `x`: the inputs, then a [`network::Network`].
    enzyme_network, __enzyme_autodiff_network,
    |x, _count, _data, out| *out = network::network(&*x.add(network::INPUTS).cast(), &*x.cast())
}
kernel! {
    /// `x`: weights, means, q, l of 25 Gaussians in 10 dimensions; `data`: `count` points.
    enzyme_mixture, __enzyme_autodiff_mixture,
    |x, count, data, out| *out = mixture::mixture::<10, 25, 45>(
        &*x.cast(),
        &*x.add(25).cast(),
        &*x.add(25 + 250).cast(),
        &*x.add(25 + 500).cast(),
        slice::from_raw_parts(data.cast(), count),
    )
}
kernel! {
    /// `x`: camera, point, weight; `data`: where it was seen; two results.
    enzyme_bundle, __enzyme_autodiff_bundle,
    |x, _count, data, out| *out.cast() = bundle::residual(&*x.cast(), &*x.add(11).cast(), *x.add(14), &*data.cast())
}
kernel! {
    /// `x`: x, then y, each of `count` numbers; as many results.
    enzyme_elementwise, __enzyme_autodiff_elementwise,
    |x, count, _data, out| loops::elementwise(
        slice::from_raw_parts(x, count),
        slice::from_raw_parts(x.add(count), count),
        slice::from_raw_parts_mut(out, count),
    )
}
kernel! {
    /// `x`: `count` factors.
    enzyme_recurrence, __enzyme_autodiff_recurrence,
    |x, count, _data, out| *out = loops::recurrence(slice::from_raw_parts(x, count))
}
kernel! {
    /// `x`: a, then `count` numbers; `out` is y, changed in place.
    enzyme_axpy, __enzyme_autodiff_axpy,
    |x, count, _data, out| loops::axpy(*x, slice::from_raw_parts(x.add(1), count), slice::from_raw_parts_mut(out, count))
}
kernel! {
    /// `x`: a square matrix of `count` rows, then a vector; `count` results.
    enzyme_matrix_vector, __enzyme_autodiff_matrix_vector,
    |x, count, _data, out| loops::matrix_vector(
        slice::from_raw_parts(x, count * count),
        slice::from_raw_parts(x.add(count * count), count),
        slice::from_raw_parts_mut(out, count),
    )
}
kernel! {
    /// `x`: a point, then `count` angles.
    enzyme_rotations, __enzyme_autodiff_rotations,
    |x, count, _data, out| *out = loops::rotations(slice::from_raw_parts(x.add(3), count), *x.cast())
}
kernel! {
    /// `x`: `count` velocities of the handle.
    enzyme_rope, __enzyme_autodiff_rope,
    |x, count, _data, out| *out = rope::rope::<f64>(slice::from_raw_parts(x.cast(), count))
}
