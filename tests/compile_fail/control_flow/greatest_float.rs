use costate::differentiable;

#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Ordered(f64);

impl Eq for Ordered {}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[differentiable]
fn greatest(x: &[f64]) -> f64 {
    x.iter().map(|v| Ordered(*v)).max().unwrap().0
}

fn main() {}
