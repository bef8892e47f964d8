//! A trot by the clock: servos follow sines, whatever the robot feels; far is good.

use core::f64::consts::PI;

use costate::{Diff, Real, differentiable, lit};

use super::Quadruped16;
use crate::engine::Episode;
use crate::model::{ParamsOf, StateOf, TopologyOf};

/// uₘ = middleₘ + sineₘ sin 2πft + cosineₘ cos 2πft: 48 numbers and the frequency.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Trot<T> {
    /// f \[Hz\].
    pub frequency: T,
    /// What each servo is told on average \[rad\].
    pub middle: [T; 16],
    /// How far it swings with the sine \[rad\].
    pub sine: [T; 16],
    /// How far it swings with the cosine \[rad\].
    pub cosine: [T; 16],
}

impl<T: Real> Trot<T> {
    /// Diagonal legs together, twice a second: hips swing by 0.15 rad about y, knees bend by as much meanwhile.
    pub fn slow() -> Self {
        let mut trot =
            Self { frequency: lit(2.0), middle: [T::ZERO; 16], sine: [T::ZERO; 16], cosine: [T::ZERO; 16] };
        for leg in 0..4 {
            let side = if leg == 0 || leg == 3 { 1.0 } else { -1.0 };
            trot.sine[3 * leg + 1] = lit(0.15 * side);
            trot.cosine[12 + leg] = lit(0.15 * side);
        }
        trot
    }
}

#[differentiable]
impl<T: Real> Episode<T, 16, 17, 16, 9, 8> for Trot<T> {
    fn act(
        &self,
        #[constant] _topology: &TopologyOf<Quadruped16>,
        params: &ParamsOf<Quadruped16<T>>,
        _state: &StateOf<Quadruped16<T>>,
        k: usize,
    ) -> [T; 16] {
        let phase = T::from_f64(2.0 * PI * k as f64) * (self.frequency * params.world.timestep);
        let (sine, cosine) = (phase.sin(), phase.cos());
        let mut controls = [T::ZERO; 16];
        for m in 0..16 {
            controls[m] = self.middle[m] + self.sine[m] * sine + self.cosine[m] * cosine;
        }
        controls
    }

    /// How far the spine went in this step, backward \[m\].
    fn cost(&self, params: &ParamsOf<Quadruped16<T>>, state: &StateOf<Quadruped16<T>>, _k: usize) -> T {
        -(state.body[0].velocity.linear.x * params.world.timestep)
    }
}
