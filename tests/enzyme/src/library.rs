//! The shared library with Enzyme's gradients.

use std::path::Path;

use anyhow::{Context, Result};
use libloading::{Library as Loaded, Symbol};

use crate::kernel::Numbers;

/// `gradient(x, dx, count, data, out, dout)`
type Function = unsafe extern "C" fn(*const f64, *mut f64, usize, *const f64, *mut f64, *mut f64);

/// An open library.
pub struct Library(Loaded);

/// A gradient of a library.
pub struct Gradient<'a>(Symbol<'a, Function>);

impl Library {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self> {
        // SAFETY: the library of this crate runs nothing when it is loaded
        let loaded = unsafe { Loaded::new(path) };
        Ok(Self(loaded.with_context(|| format!("{} is no library", path.display()))?))
    }

    /// A gradient by its name.
    pub fn gradient(&self, symbol: &str) -> Result<Gradient<'_>> {
        // SAFETY: all that this crate's library exports has this type
        let function = unsafe { self.0.get(symbol.as_bytes()) };
        Ok(Gradient(function.with_context(|| format!("the library has no `{symbol}`"))?))
    }
}

impl Gradient<'_> {
    /// Writes the results and adds to the adjoints.
    pub fn run(&self, n: &mut Numbers) {
        let (x, dx) = (n.x.as_ptr(), n.dx.as_mut_ptr());
        let (data, out, dout) = (n.data.as_ptr(), n.out.as_mut_ptr(), n.dout.as_mut_ptr());
        // SAFETY: the lists are as long as `kernels` says, as the function wants them, and apart
        unsafe { (self.0)(x, dx, n.count, data, out, dout) }
    }
}
