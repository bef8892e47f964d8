//! The list of the entry points: their names everywhere, the functions themselves on the GPU.

/// Writes the entry point of each program and number, and the list of all names.
macro_rules! entry_points {
    ($($name:ident = $program:ty, $number:ty;)*) => {
        /// The names of all entry points.
        pub const ENTRY_POINTS: &[&str] = &[$(stringify!($name)),*];

        $(
            /// Runs the program for every robot.
            ///
            /// # Safety
            /// The buffers have the shapes that the crate's table gives them.
            #[cfg(target_arch = "nvptx64")]
            #[unsafe(no_mangle)]
            pub unsafe extern "ptx-kernel" fn $name(
                robots: u32,
                inputs: *const $number,
                outputs: *mut $number,
                tape: *mut u32,
                words: u32,
                overflow: *mut u32,
            ) {
                let batch = crate::thread::Batch { robots, inputs, outputs, tape, words, overflow };
                // SAFETY: the caller's promise
                unsafe { crate::thread::run::<$program, $number>(batch) }
            }
        )*
    };
}

entry_points! {
    impulse_ball_f32 = crate::ball::Step, f32;
    impulse_ball_f64 = crate::ball::Step, f64;
    impulse_ball_vjp_f32 = crate::ball::StepVjp, f32;
    impulse_ball_vjp_f64 = crate::ball::StepVjp, f64;
    bench_ball_f32 = crate::bench_ball::Loss, f32;
    bench_ball_f64 = crate::bench_ball::Loss, f64;
    bench_ball_vjp_f32 = crate::bench_ball::LossVjp, f32;
    bench_ball_vjp_f64 = crate::bench_ball::LossVjp, f64;
}
