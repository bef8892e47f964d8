use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Filter {
    last: f64,
}

#[differentiable]
impl Filter {
    fn next(&mut self, x: f64) -> f64 {
        self.last = 0.5 * self.last + x;
        self.last
    }
}

#[differentiable]
fn settled(filter: &mut Filter, x: &[f64]) -> f64 {
    x.iter().map(|&x| filter.next(x)).skip(1).sum()
}

#[differentiable]
fn shared(x: &[f64], y: &[f64]) -> f64 {
    let mut filter = Filter { last: 0.0 };
    x.iter().map(|&x| filter.next(x)).zip(y).map(|(a, b)| a * b).sum::<f64>()
}

#[differentiable]
fn advance(filter: &mut Filter, x: f64) -> f64 {
    filter.last += x;
    filter.last
}

#[differentiable]
fn handed(filter: &mut Filter, x: &[f64]) -> f64 {
    x.iter().map(|&x| advance(filter, x)).step_by(2).sum()
}

#[differentiable]
fn lent(all: &mut [Filter]) -> f64 {
    all.iter_mut().map(|f| f.next(1.0)).skip(1).sum()
}

fn main() {}
