//! Contacts against an interior-point solver, Clarabel: pushes are the minimum of ½ pᵀ A p + bᵀ p in their sets.
//!
//! A = J M⁻¹ Jᵀ + compliance, b = J V* − bias. Friction lies in a set that grows with the normal push; with the set
//! of the solution held fixed, the solution is the minimum.

mod problems;

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, SupportedConeT};
use costate_physics::math::Twist;
use costate_physics::math::sym3::inverse;
use costate_physics::math::twist::brought;
use costate_physics::model::topology::Friction;
use costate_physics::solver::Mass;
use costate_physics::solver::residual::momentum;
use costate_physics::solver::rows::{contact_velocity, contact_wrench, velocity_of};
use problems::{Answer, B, C, Random, Step, Sweeper, Tree, largest};

/// A row of a contact.
#[derive(Clone, Copy)]
struct Row {
    contact: usize,
    row: usize,
}

/// All rows of all contacts.
fn rows(tree: &Tree) -> Vec<Row> {
    let of = |contact: usize| (0..tree.pair[contact].rows).map(move |row| Row { contact, row });
    (0..C).flat_map(of).collect()
}

/// The velocities that a unit push on a row brings about.
fn pushed(tree: &Tree, step: &Step<f64>, Row { contact, row }: Row) -> [Twist<f64>; B] {
    let mut velocity = [Twist::ZERO; B];
    let (block, pair) = (&step.contact[contact], &tree.pair[contact]);
    let mut push = [0.0; 4];
    push[row] = 1.0;
    let wrench = contact_wrench(block, push);
    for (geom, wrench) in [(pair.a, brought(wrench, block.arm_a)), (pair.b, -brought(wrench, block.arm_b))] {
        if let Some(velocity) = velocity.get_mut(tree.geom[geom].body) {
            let mass = &step.mass[tree.geom[geom].body];
            let mobility = Mass { mass: 1.0 / mass.mass, inertia: inverse(mass.inertia) };
            *velocity += momentum(&mobility, wrench);
        }
    }
    velocity
}

/// The velocity of a row.
fn seen(tree: &Tree, step: &Step<f64>, velocity: &[Twist<f64>; B], Row { contact, row }: Row) -> f64 {
    let pair = &tree.pair[contact];
    let of = |geom: usize| velocity_of(velocity, tree.geom[geom].body);
    contact_velocity(&step.contact[contact], of(pair.a), of(pair.b))[row]
}

/// A by columns, and b.
fn quadratic(tree: &Tree, step: &Step<f64>) -> (Vec<Vec<f64>>, Vec<f64>) {
    let rows = rows(tree);
    let column = |(j, &of): (usize, &Row)| {
        let velocity = pushed(tree, step, of);
        let mut column: Vec<f64> = rows.iter().map(|&row| seen(tree, step, &velocity, row)).collect();
        column[j] += step.contact[of.contact].compliance;
        column
    };
    let bias = |row: &Row| if row.row == 0 { step.contact[row.contact].bias } else { 0.0 };
    let b = rows.iter().map(|row| seen(tree, step, &step.free, *row) - bias(row)).collect();
    (rows.iter().enumerate().map(column).collect(), b)
}

/// ½ pᵀ A p + bᵀ p.
fn value(a: &[Vec<f64>], b: &[f64], p: &[f64]) -> f64 {
    let dot = |v: &[f64]| v.iter().zip(p).map(|(v, p)| v * p).sum::<f64>();
    let product: Vec<f64> = a.iter().map(|column| dot(column)).collect();
    0.5 * dot(&product) + dot(b)
}

/// What must be in a cone: constants less a matrix times p.
#[derive(Default)]
struct Constraints {
    /// Row, column, number.
    matrix: Vec<(usize, usize, f64)>,
    constant: Vec<f64>,
    cones: Vec<SupportedConeT<f64>>,
}

impl Constraints {
    /// `constant` + `factor` p_j in the cone that is added next.
    fn entry(&mut self, constant: f64, factor: f64, j: usize) {
        if factor != 0.0 {
            self.matrix.push((self.constant.len(), j, -factor));
        }
        self.constant.push(constant);
    }

    /// Normals push; friction and torsion are within what `x` lets them be.
    fn of(tree: &Tree, step: &Step<f64>, x: &Answer<f64>) -> Self {
        let mut all = Self::default();
        for (j, Row { contact, row }) in rows(tree).into_iter().enumerate() {
            let block = &step.contact[contact];
            let radius = block.friction * x.push[contact][0];
            match (row, tree.settings.friction) {
                (0, _) => {
                    all.entry(0.0, 1.0, j);
                    all.cones.push(SupportedConeT::NonnegativeConeT(1));
                }
                (1, Friction::Cone) => {
                    all.entry(radius, 0.0, j);
                    all.entry(0.0, 1.0, j);
                    all.entry(0.0, 1.0, j + 1);
                    all.cones.push(SupportedConeT::SecondOrderConeT(3));
                }
                (2, Friction::Cone) => {}
                _ => {
                    let most = if row == 3 { block.torsion * radius } else { radius };
                    all.entry(most, 1.0, j);
                    all.entry(most, -1.0, j);
                    all.cones.push(SupportedConeT::NonnegativeConeT(2));
                }
            }
        }
        all
    }
}

/// The minimum, by Clarabel.
fn minimum(tree: &Tree, step: &Step<f64>, x: &Answer<f64>) -> Vec<f64> {
    let (a, b) = quadratic(tree, step);
    let n = b.len();
    let upper = (0..n).flat_map(|j| (0..=j).map(move |i| (i, j)));
    let (i, j): (Vec<usize>, Vec<usize>) = upper.unzip();
    let values = i.iter().zip(&j).map(|(&i, &j)| a[j][i]).collect();
    let p = CscMatrix::new_from_triplets(n, n, i, j, values);
    let Constraints { matrix, constant, cones } = Constraints::of(tree, step, x);
    let (i, rest): (Vec<_>, Vec<_>) = matrix.into_iter().map(|(i, j, v)| (i, (j, v))).unzip();
    let (j, values) = rest.into_iter().unzip();
    let g = CscMatrix::new_from_triplets(constant.len(), n, i, j, values);
    let settings = DefaultSettingsBuilder::default()
        .verbose(false)
        .tol_gap_abs(1e-12)
        .tol_gap_rel(1e-12)
        .tol_feas(1e-12)
        .build()
        .expect("settings");
    let mut solver = DefaultSolver::new(&p, &b, &g, &constant, &cones, settings).expect("a problem");
    solver.solve();
    solver.solution.x
}

/// Random heaps, each solved by sweeps and by Clarabel.
fn compare(friction: Friction, rows: usize) {
    for method in Sweeper::ALL {
        let name = method.name;
        let mut pushed = 0;
        for seed in 0..10 {
            let (tree, step) = Random(seed).heap(friction, rows);
            let x = method.converged(&tree, &step);
            let ours: Vec<f64> = x.push.iter().flat_map(|push| push[..rows].to_vec()).collect();
            let theirs = minimum(&tree, &step, &x);
            let apart: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| a - b).collect();
            assert!(largest(&apart) < 3e-5, "{name} {seed}: {ours:?}, {theirs:?}");

            // an interior point stops a little above the minimum
            let (a, b) = quadratic(&tree, &step);
            let excess = value(&a, &b, &ours) - value(&a, &b, &theirs);
            assert!(excess < 1e-9, "{name} {seed}: {excess:e}");
            pushed += x.push.iter().filter(|push| push[0] > 1e-3).count();
        }
        assert!(pushed > 12, "{name}: only {pushed} contacts push");
    }
}

#[test]
fn frictionless_contacts_are_a_quadratic_program() {
    compare(Friction::Cone, 1);
}

#[test]
fn a_box_of_friction_is_a_quadratic_program() {
    compare(Friction::Box, 3);
}

#[test]
fn a_cone_of_friction_is_a_second_order_program() {
    compare(Friction::Cone, 3);
}

#[test]
fn torsional_friction_is_a_bound_more() {
    compare(Friction::Cone, 4);
    compare(Friction::Box, 4);
}
