//! `trajectory.csv`: a column for everything that is known of a state, a row a state.

use costate_model::Named;
use costate_physics::engine::kinematics::at;
use costate_physics::math::rotation::log;
use costate_physics::model::State;
use costate_physics::sensor::{joint, touch};

use super::energy::energy;

/// Of a body: its centre of mass \[m\], how it is turned as a rotation vector \[rad\], velocity \[m/s\], spin \[rad/s\].
const BODY: [&str; 12] = ["x", "y", "z", "rx", "ry", "rz", "vx", "vy", "vz", "wx", "wy", "wz"];

/// Names of the columns: as in the model's file, with what is measured behind them.
pub fn names<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Named<B, J, G, C>,
) -> Vec<String> {
    let topology = &model.model.topology;
    let mut names = vec!["time".to_owned()];
    for body in &model.bodies {
        names.extend(BODY.map(|what| format!("body.{body}.{what}")));
    }
    for (joint, link) in model.joints.iter().zip(&topology.joint) {
        let one = |d| if link.kind.freedom() == 1 { String::new() } else { format!(".{d}") };
        for d in 0..link.kind.freedom() {
            names.push(format!("joint.{joint}{}", one(d)));
            names.push(format!("joint.{joint}{}.rate", one(d)));
        }
    }
    names.extend(model.controls.iter().map(|name| format!("control.{name}")));
    for pair in &topology.pair[..topology.pairs] {
        names.push(format!("touch.{}.{}", model.colliders[pair.a], model.colliders[pair.b]));
    }
    names.push("energy".to_owned());
    names
}

/// Their numbers in a state that these controls led to.
pub fn numbers<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Named<B, J, G, C>,
    state: &State<f64, B, J, C>,
    controls: &[f64],
    time: f64,
) -> Vec<f64> {
    let (topology, params) = (&model.model.topology, &model.model.params);
    let mut row = vec![time];
    for body in &state.body[..topology.bodies] {
        let velocity = body.velocity;
        for v in [body.position, log(body.rotation), velocity.linear, velocity.angular] {
            row.extend([v.x, v.y, v.z]);
        }
    }
    for (link, p) in topology.joint[..topology.joints].iter().zip(&params.joint) {
        let parent = at(&state.body, link.parent);
        let (coordinates, rates) = joint::angles(link.kind, p, &state.body[link.child], &parent);
        for d in 0..link.kind.freedom() {
            row.extend([coordinates[d], rates[d]]);
        }
    }
    row.extend(controls);
    for pair in &topology.pair[..topology.pairs] {
        row.push(touch::touch(&params.world, pair, &state.warm));
    }
    row.push(energy(&model.model, state));
    row
}

/// A line of CSV.
pub fn line(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| quoted(&cell)).collect::<Vec<_>>().join(",") + "\n"
}

/// A cell; names may have commas.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn names_with_commas_are_quoted() {
        let cells = ["a", "b,c", "d\"e"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "a,\"b,c\",\"d\"\"e\"\n");
    }
}
