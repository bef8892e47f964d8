use costate::{Lanes, lit};

use super::*;

/// x² y + x/y at each point.
struct Curved;

impl BatchLoss<2> for Curved {
    fn value<T: Real>(&self, x: [T; 2]) -> T {
        x[0] * x[0] * x[1] + x[0] / x[1]
    }
    fn value_and_gradient<T: Real>(&self, x: [T; 2], g: &mut [T; 2], _: &mut HeapTape) -> T {
        g[0] += lit::<T>(2.0) * x[0] * x[1] + x[1].recip();
        g[1] += x[0] * x[0] - x[0] / (x[1] * x[1]);
        self.value(x)
    }
}

fn points(count: usize) -> Vec<[f64; 2]> {
    let mut random = crate::Philox::new(5);
    (0..count).map(|_| [random.within(2.0), 3.0 + random.within(2.0)]).collect()
}

fn evaluate<T: Real<Element = f64>>(count: usize, threads: usize) -> (Vec<f64>, Vec<[f64; 2]>) {
    let mut team = Batch::new(threads).unwrap();
    let points = points(count);
    let (mut values, mut gradients) = (vec![0.0; count], vec![[0.0; 2]; count]);
    team.values_and_gradients::<T, 2>(&Curved, &points, &mut values, &mut gradients);
    let mut alone = vec![0.0; count];
    team.values::<T, 2>(&Curved, &points, &mut alone);
    assert_eq!(values, alone);
    (values, gradients)
}

#[test]
fn lanes_and_threads_do_not_change_a_bit() {
    for count in [0, 1, 7, 8, 9, 40] {
        let one_by_one = evaluate::<f64>(count, 1);
        assert_eq!(one_by_one.0.len(), count);
        for threads in [1, 2, 3] {
            assert_eq!(evaluate::<f64>(count, threads), one_by_one);
            assert_eq!(evaluate::<Lanes<f64, 8>>(count, threads), one_by_one);
            assert_eq!(evaluate::<Lanes<f64, 4>>(count, threads), one_by_one);
        }
    }
}
