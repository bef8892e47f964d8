//! The closed loop of \[Degrave2019\] Table 1: 81 sensors, a layer without biases, 16 servos; far is good.

use costate::{Diff, Real, differentiable};

use super::{Quadruped16, RANGE, SENSORS, sense};
use crate::engine::Episode;
use crate::model::{ParamsOf, StateOf, TopologyOf};

/// A layer from sensors to servos: 1,296 weights.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Walk<T> {
    /// A row for each servo.
    pub weights: [[T; SENSORS]; 16],
}

impl<T: Real> Walk<T> {
    /// A layer of zeros: the servos hold their middle.
    pub const STILL: Self = Self { weights: [[T::ZERO; SENSORS]; 16] };
}

#[differentiable]
impl<T: Real> Episode<T, 16, 17, 16, 9, 8> for Walk<T> {
    fn act(
        &self,
        #[constant] _topology: &TopologyOf<Quadruped16>,
        _params: &ParamsOf<Quadruped16<T>>,
        state: &StateOf<Quadruped16<T>>,
        _k: usize,
    ) -> [T; 16] {
        let felt = sense(&state.body);
        let mut controls = [T::ZERO; 16];
        for m in 0..16 {
            let row = &self.weights[m];
            let mut sum = [T::ZERO; 9];
            for i in 0..9 {
                for j in 0..9 {
                    sum[j] += row[9 * i + j] * felt[9 * i + j];
                }
            }
            let all =
                (sum[0] + sum[1]) + (sum[2] + sum[3]) + ((sum[4] + sum[5]) + (sum[6] + sum[7])) + sum[8];
            controls[m] = T::from_f64(RANGE) * all.tanh();
        }
        controls
    }

    /// How far the spine went in this step, backward \[m\].
    fn cost(&self, params: &ParamsOf<Quadruped16<T>>, state: &StateOf<Quadruped16<T>>, _k: usize) -> T {
        -(state.body[0].velocity.linear.x * params.world.timestep)
    }
}
