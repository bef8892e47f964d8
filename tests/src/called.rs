//! Functions of a slice and a number, `f(x: &mut [T], c: T) -> T`, checked where they stand alone and where
//! another function calls them.

/// `check_called! { f by calls_f, … }`: writes a caller of each, which changes the slice before, between and
/// after two calls, and a test that checks both. The two sweeps of `f` then run in one scope (`vjp`) and in
/// two (`fwd` and `rev`).
#[macro_export]
macro_rules! check_called {
    ($($f:ident by $caller:ident,)*) => {
        $(
            #[::costate::differentiable]
            fn $caller<T: ::costate::Scalar>(x: &mut [T], c: T) -> T {
                let mut s = c;
                for k in 0..2 {
                    let before = x[k];
                    s = ($f(x, s * 0.4) * 0.2 + before * s).sin();
                    for v in x.iter_mut() {
                        *v = (*v * 0.5 + s * 0.2).sin();
                    }
                    s = (s * x[2] - $f(x, c * x[k]) * x[1] * 0.2).sin();
                    x[k + 1] = (x[k + 1] * s + x[0]).sin();
                }
                s + x[0] * x[1]
            }
        )*

        #[test]
        fn what_is_read_is_what_was_there() {
            $(
                for x in [vec![0.7, 0.4, 1.1, 0.6], vec![0.3, 1.2, 0.5, 0.9, 0.8]] {
                    for c in [0.3, 0.9] {
                        $crate::check!($f(mut x.clone(), in c));
                        $crate::check!($caller(mut x.clone(), in c));
                    }
                }
            )*
        }
    };
}
