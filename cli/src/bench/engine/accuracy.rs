//! How well the steps of a rollout are solved.

use costate::Float;
use costate_physics::engine::{equations, kinematics, step};
use costate_physics::model::{JointKind, Model, State};
use costate_physics::solver::residual::residual;
use serde::Serialize;

/// Sweeps and rounds of a solver that is taken to be converged, beside those of the model.
const PATIENCE: usize = 50;

/// Steps over which losses are compared: the first second, before chaos tells them apart.
const SECOND: usize = 100;

/// The largest errors of a rollout.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Accuracy {
    /// What is left of the rows of joints and contacts \[m/s\], \[rad/s\].
    pub residual: f64,
    /// How far the two points of a joint are apart \[m\].
    pub drift: f64,
    /// How far the loss of the first second is off that of a converged solver \[%\].
    pub off_converged_percent: f64,
}

/// What a model's state in a step says.
type OfState<'a, R, T, const B: usize, const J: usize, const G: usize, const C: usize> =
    &'a dyn Fn(&Model<B, J, G, C, T>, &State<T, B, J, C>, usize) -> R;

/// A loss that is summed over steps, by the controls that were given.
pub struct Course<'a, T, const B: usize, const J: usize, const G: usize, const C: usize> {
    /// The robot.
    pub model: &'a Model<B, J, G, C, T>,
    /// Writes the controls of a step.
    pub act: OfState<'a, Vec<T>, T, B, J, G, C>,
    /// What the state after a step costs.
    pub cost: OfState<'a, T, T, B, J, G, C>,
}

/// The accuracy over `steps` steps.
pub fn accuracy<T: Float, const B: usize, const J: usize, const G: usize, const C: usize>(
    course: &Course<T, B, J, G, C>,
    steps: usize,
) -> Accuracy {
    let mut worst = Accuracy { residual: 0.0, drift: 0.0, off_converged_percent: 0.0 };
    let model = course.model;
    let first = loss(course, model, SECOND.min(steps), &mut worst);
    let mut patient = *model;
    patient.topology.settings.sweeps *= PATIENCE;
    patient.topology.settings.rounds *= PATIENCE;
    let converged = loss(course, &patient, SECOND.min(steps), &mut worst.clone());
    worst.off_converged_percent = 100.0 * (first - converged).abs() / converged.abs().max(f64::MIN_POSITIVE);
    if steps > SECOND {
        loss(course, model, steps, &mut worst);
    }
    worst
}

/// The loss of `steps` steps; notes what was worst.
fn loss<T: Float, const B: usize, const J: usize, const G: usize, const C: usize>(
    course: &Course<T, B, J, G, C>,
    model: &Model<B, J, G, C, T>,
    steps: usize,
    worst: &mut Accuracy,
) -> f64 {
    let (mut state, mut loss) = (model.start, 0.0);
    for k in 0..steps {
        let controls = (course.act)(model, &state, k);
        let after = step(&model.topology, &model.params, &state, &controls);
        worst.residual = worst.residual.max(left(model, &state, &after, &controls));
        worst.drift = worst.drift.max(drift(model, &after));
        loss += (course.cost)(model, &after, k).to_f64();
        state = after;
    }
    loss
}

/// The largest number that is left of the equations of joints and contacts.
fn left<T: Float, const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C, T>,
    before: &State<T, B, J, C>,
    after: &State<T, B, J, C>,
    controls: &[T],
) -> f64 {
    let problem = equations(&model.topology, &model.params, before, controls);
    let r = residual(&after.warm, &model.topology, &problem);
    let joints = r.wrench.iter().flat_map(|w| [w.linear, w.angular]).flat_map(|v| [v.x, v.y, v.z]);
    joints.chain(r.push.iter().flatten().copied()).fold(0.0, |worst, x| worst.max(x.to_f64().abs()))
}

/// The largest gap of a joint \[m\].
fn drift<T: Float, const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C, T>,
    state: &State<T, B, J, C>,
) -> f64 {
    let pose = kinematics::joints(&model.topology, &model.params, &state.body);
    let held = pose.iter().zip(&model.topology.joint[..model.topology.joints]);
    held.filter(|(_, link)| link.kind != JointKind::Slider).fold(0.0, |worst, (pose, _)| {
        let square = pose.gap.x * pose.gap.x + pose.gap.y * pose.gap.y + pose.gap.z * pose.gap.z;
        worst.max(square.to_f64().sqrt())
    })
}
