//! Boxes on each other stay where they are.

mod laws;

use costate_physics::math::vec3::norm;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Pose, Weight};
use costate_physics::model::topology::Method;
use laws::Trial;

/// N cubes of 0.2 m and 1 kg.
fn stack<const N: usize, const G: usize, const C: usize>() -> Builder<N, 0, G, C> {
    let mut b = Builder::new();
    let mut below = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.6));
    for k in 0..N {
        let cube = b.body(Pose::at(0.0, 0.0, 0.1 + 0.2 * k as f64));
        b.solid(cube, Form::cuboid(0.2, 0.2, 0.2), Pose::ORIGIN, Weight::Mass(1.0));
        let skin = b.collider(cube, Collider::new(Form::cuboid(0.2, 0.2, 0.2)).friction(0.6));
        b.pair(skin, below);
        below = skin;
    }
    b
}

/// The sweeps need contacts that do not come and go: some depth that is left to them.
#[test]
fn a_stack_of_ten_boxes_stays() {
    for (method, sweeps, slop) in
        [(Method::Direct, 20, 0.0), (Method::GaussSeidel, 300, 1e-3), (Method::Jacobi, 300, 1e-3)]
    {
        let mut b = stack::<10, 11, 76>();
        b.world.slop = slop;
        let mut trial = Trial::new(&b, (method, sweeps));
        let start = trial.model.start;
        trial.run(2.0, |_| {});
        for k in 0..10 {
            let moved = trial.body(k).position - start.body[k].position;
            let speed = trial.body(k).velocity;
            assert!(
                norm(moved) < 0.02 && moved.x.hypot(moved.y) < 0.005,
                "{method:?}, box {k}: moved by {moved:?}"
            );
            assert!(norm(speed.linear) < 0.02, "{method:?}, box {k}: {speed:?}");
        }
    }
}
