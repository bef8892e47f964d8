//! A CUDA device with the kernels loaded, and the one way to launch them.
//!
//! Nothing of CUDA is needed to build this; the driver is looked for at run time.

use std::sync::Arc;

use cudarc::driver::{CudaContext, CudaModule, CudaStream, DriverError, LaunchConfig, PushKernelArg, sys};
use cudarc::nvrtc;

use crate::launch::{BLOCK, Launch};
use crate::number::Number;
use crate::ptx::{self, PtxError};

/// The major compute capability of [`gate::TARGET`](crate::gate::TARGET).
const OLDEST: i32 = 8;

/// Why a device cannot be used, or did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The CUDA driver's library was not found.
    #[error("no CUDA driver was found: libcuda.so (nvcuda.dll) comes with NVIDIA's driver")]
    NoDriver,
    /// There is a driver, but it shows no device.
    #[error("the CUDA driver shows no device {ordinal}: {source}")]
    NoDevice {
        /// Which device was asked for.
        ordinal: usize,
        /// What the driver says.
        source: DriverError,
    },
    /// The device is older than the PTX.
    #[error("{name} has compute capability {major}.{minor}; the kernels need 8.0 (Ampere) or later")]
    TooOld {
        /// The card's name.
        name: String,
        /// The capability's first number.
        major: i32,
        /// The second.
        minor: i32,
    },
    /// There is no PTX to load.
    #[error(transparent)]
    Ptx(#[from] PtxError),
    /// The driver does not take the PTX.
    #[error("the CUDA driver cannot load the kernels: {0}")]
    Load(#[source] DriverError),
    /// A launch or a copy went wrong.
    #[error("`{entry}` failed on the GPU: {source}")]
    Launch {
        /// The entry point.
        entry: String,
        /// What the driver says.
        source: DriverError,
    },
    /// A robot's tape was too short; the results are worthless.
    #[error("the tape of `{entry}` overflowed: {words} words a robot are too few")]
    TapeOverflow {
        /// The entry point.
        entry: String,
        /// The words that each robot had.
        words: usize,
    },
}

impl DeviceError {
    /// Whether this machine simply has no GPU for us, which is no fault of anyone.
    pub fn is_absence(&self) -> bool {
        use sys::CUresult::{CUDA_ERROR_INVALID_DEVICE, CUDA_ERROR_NO_DEVICE, CUDA_ERROR_STUB_LIBRARY};
        match self {
            Self::NoDriver | Self::TooOld { .. } | Self::Ptx(PtxError::Missing(_)) => true,
            Self::NoDevice { source, .. } => {
                matches!(source.0, CUDA_ERROR_NO_DEVICE | CUDA_ERROR_INVALID_DEVICE | CUDA_ERROR_STUB_LIBRARY)
            }
            _ => false,
        }
    }
}

/// A CUDA device with the kernels loaded.
#[derive(Debug)]
pub struct Device {
    stream: Arc<CudaStream>,
    module: Arc<CudaModule>,
    name: String,
}

impl Device {
    /// Opens a device and loads the embedded PTX, which has to pass the [gate](crate::gate) first.
    ///
    /// # Errors
    /// No driver, no device, no PTX, or the driver does not take it.
    pub fn open(ordinal: usize) -> Result<Self, DeviceError> {
        // SAFETY: it only tries to load the driver's library; its initialisers are NVIDIA's
        if !unsafe { sys::is_culib_present() } {
            return Err(DeviceError::NoDriver);
        }
        let context =
            CudaContext::new(ordinal).map_err(|source| DeviceError::NoDevice { ordinal, source })?;
        let name = context.name().unwrap_or_else(|_| "a CUDA device without a name".into());
        let (major, minor) = context.compute_capability().map_err(DeviceError::Load)?;
        if major < OLDEST {
            return Err(DeviceError::TooOld { name, major, minor });
        }
        let (ptx, _) = ptx::checked()?;
        let module = context.load_module(nvrtc::Ptx::from_src(ptx.text)).map_err(DeviceError::Load)?;
        Ok(Self { stream: context.default_stream(), module, name })
    }

    /// The card's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs an entry point for every robot and gives its output rows back, robot index fastest.
    ///
    /// # Errors
    /// The driver's, or a tape that was too short.
    ///
    /// # Panics
    /// When the launch does not [fit](Launch::fits).
    pub fn run<T: Number>(&self, launch: &Launch<'_, T>) -> Result<Vec<T>, DeviceError> {
        let Launch { entry, tape_words, .. } = *launch;
        assert!(launch.fits(), "the inputs of `{entry}` are no whole rows, or too many");
        if launch.robots == 0 {
            return Ok(Vec::new());
        }
        let (outputs, overflow) =
            self.launch(launch).map_err(|source| DeviceError::Launch { entry: entry.into(), source })?;
        match overflow {
            0 => Ok(outputs),
            _ => Err(DeviceError::TapeOverflow { entry: entry.into(), words: tape_words }),
        }
    }

    /// Copies there, launches, copies back: the output rows and the tapes' overflow flag.
    fn launch<T: Number>(&self, launch: &Launch<'_, T>) -> Result<(Vec<T>, u32), DriverError> {
        let robots = launch.robots;
        let function = self.module.load_function(launch.entry)?;
        let inputs = self.stream.clone_htod(launch.inputs)?;
        let mut outputs = self.stream.alloc_zeros::<T>(robots * launch.output_rows)?;
        let mut tape = self.stream.alloc_zeros::<u32>((robots * launch.tape_words).max(1))?;
        let mut overflow = self.stream.alloc_zeros::<u32>(1)?;
        let (count, words) = (robots as u32, launch.tape_words as u32);
        let mut call = self.stream.launch_builder(&function);
        call.arg(&count).arg(&inputs).arg(&mut outputs).arg(&mut tape).arg(&words).arg(&mut overflow);
        let grid = (count.div_ceil(BLOCK), 1, 1);
        let shape = LaunchConfig { grid_dim: grid, block_dim: (BLOCK, 1, 1), shared_mem_bytes: 0 };
        // SAFETY: the arguments are those of every entry point (`costate_cuda_kernels`), and each buffer
        // holds a whole row for each robot, so that no thread leaves it
        unsafe { call.launch(shape) }?;
        Ok((self.stream.clone_dtoh(&outputs)?, self.stream.clone_dtoh(&overflow)?[0]))
    }
}
