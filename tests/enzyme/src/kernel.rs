//! A kernel as both tools take it: flat lists of numbers in, results and adjoints out.

use costate::HeapTape;

/// What a kernel and its gradient read and write.
#[derive(Clone)]
pub struct Numbers {
    /// Numbers to differentiate by.
    pub x: Vec<f64>,
    /// Their adjoints, to which gradients add.
    pub dx: Vec<f64>,
    /// A length, or a number of steps.
    pub count: usize,
    /// Numbers that stay.
    pub data: Vec<f64>,
    /// The results.
    pub out: Vec<f64>,
    /// Their cotangents, which gradients may use up.
    pub dout: Vec<f64>,
}

/// A kernel.
pub struct Kernel {
    /// As the table calls it.
    pub name: &'static str,
    /// Enzyme's gradient in the library.
    pub symbol: &'static str,
    /// Where it is evaluated.
    pub numbers: Numbers,
    /// Cotangents of the results: one backward sweep each.
    pub seeds: Vec<Vec<f64>>,
    /// Writes the results.
    pub primal: fn(&mut Numbers),
    /// Writes the results and adds to the adjoints, with costate.
    pub ours: fn(&mut Numbers, &mut HeapTape),
}

impl Kernel {
    /// A kernel with one result.
    pub fn new(
        name: &'static str,
        symbol: &'static str,
        x: Vec<f64>,
        primal: fn(&mut Numbers),
        ours: fn(&mut Numbers, &mut HeapTape),
    ) -> Self {
        let (dx, out, dout) = (vec![0.0; x.len()], vec![0.0], vec![1.0]);
        let numbers = Numbers { x, dx, count: 0, data: Vec::new(), out, dout };
        Self { name, symbol, numbers, seeds: vec![vec![1.0]], primal, ours }
    }

    /// With a length or a number of steps.
    pub fn count(mut self, count: usize) -> Self {
        self.numbers.count = count;
        self
    }

    /// With numbers that stay.
    pub fn data(mut self, data: Vec<f64>) -> Self {
        self.numbers.data = data;
        self
    }

    /// With results of which these are the values before, and the cotangents.
    pub fn results(mut self, before: Vec<f64>, seeds: Vec<Vec<f64>>) -> Self {
        (self.numbers.dout, self.numbers.out, self.seeds) = (seeds[0].clone(), before, seeds);
        self
    }

    /// The numbers after a gradient for each seed.
    pub fn after(&self, mut gradient: impl FnMut(&mut Numbers)) -> Numbers {
        let mut numbers = self.numbers.clone();
        for seed in &self.seeds {
            numbers.out.copy_from_slice(&self.numbers.out);
            numbers.dout.copy_from_slice(seed);
            gradient(&mut numbers);
        }
        numbers
    }
}
