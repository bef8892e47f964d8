//! What a description can say is written, and read as it was.

use costate_model::Description;

/// Everything that the examples do not have.
const ODD: &str = r#"
name = "odd \"one\""

[world]
timestep = "2 ms"
gravity = [0, 0, "-1 g"]
correction = 0.3
compliance = 1e-9
threshold = 0.1
slop = "1 mm"

[solver]
method = "gauss-seidel"
sweeps = 50
rounds = 3
gradient = "unrolled"
friction = "box"
impact = "time"

[body."the cart"]
at = [0.1, 0.2, 0.3]
turn = { about = [0, 1, 1], by = "30 deg" }
velocity = [1, 0, 0]
spin = ["10 deg/s", 0, 0.1]
solid = { capsule = "2 cm", from = [0, 0, 0], to = [0.1, 0.2, -0.3], mass = "300 g" }

[body.pole]
axes = ["y", "-x", "z"]
solid = [
    { sphere = 0.1, density = "1 g/cm3" },
    { box = [0.1, 0.2, 0.3], turn = { about = "x", by = 1 }, mass = 1 },
]

[body.bob]
at = [0, 0, 2]
solid = { sphere = 1e-5, density = 1e12 }

[joint.rail]
kind = "slider"
child = "the cart"
axis = [3, 4, 0]
range = ["-50 cm", 0.5]
stops = true
start = 0.25
motor = { torque = "1 kN" }
damping = "2 N s/m"

[joint.pivot]
kind = "universal"
parent = "the cart"
child = "pole"
axes = ["x", "z"]
range = [[-1, 1], [-0.5, 2]]
spring = { stiffness = 3, rest = [0.1, 0.2] }
start = [0.5, 0]
soft = { frequency = "10 Hz", damping = 0.5 }
armature = 0.01

[joint.ball]
kind = "ball"
parent = "pole"
child = "bob"
at = [0, 0, 2]
axes = ["y", "z", "x"]
servo = { gain = 3 }
soft = { frequency = 5 }

[collider.tip]
body = "bob"
box = [0.1, 0.1, 0.1]
at = [0, 0, 0.1]
friction = "50 %"
torsion = "1 cm"
restitution = 0.3
touches = ["ground", "shoe"]
contact = "smooth"

[collider.ground]
plane = true
turn = { about = "x", by = "10 deg" }

[collider.shoe]
plane = true
"#;

#[test]
fn all_that_can_be_said_is_written() {
    let odd = Description::parse(ODD, "odd.toml").unwrap_or_else(|error| panic!("{error}"));
    let text = odd.write();
    let again = Description::parse(&text, "again.toml").unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(again, odd, "{text}");
    assert_eq!(again.write(), text);
    assert_eq!(again.build::<3, 3, 3, 16>().unwrap(), odd.build::<3, 3, 3, 16>().unwrap());
}

#[test]
fn what_is_as_usual_is_not_written() {
    let text = "[world]\ntimestep = 0.01\ngravity = [0, 0, -9.81]\n[solver]\nsweeps = 60\n";
    let plain = Description::parse(text, "plain.toml").unwrap();
    assert_eq!(plain.write(), "name = \"model\"\n");
}

#[test]
fn a_written_file_reads_like_one_that_was_written_by_hand() {
    let text = r#"name = "bob"

[world]
gravity = [0.0, 0.0, -1.62]

[body.bob]
at = [0.0, 0.0, 1.0]
solid = { sphere = 0.1, mass = 2.0 }

[joint.pivot]
kind = "hinge"
child = "bob"
at = [0.0, 0.0, 2.0]
axis = [0.0, 1.0, 0.0]
range = [-1.0, 1.0]
servo = { gain = 3.0, torque = 40.0 }
"#;
    assert_eq!(Description::parse(text, "bob.toml").unwrap().write(), text);
}

#[test]
fn numbers_are_in_si() {
    let odd = Description::parse(ODD, "odd.toml").unwrap();
    assert_eq!(odd.world.timestep, 0.002);
    assert_eq!(odd.world.gravity.z, -9.806_65);
    assert_eq!(odd.joints[0].range.unwrap().0.x, -0.5);
    assert_eq!(odd.colliders[0].friction, 0.5);
    let axis = match odd.joints[0].axes {
        costate_model::Axes::One(axis) => axis,
        other => panic!("{other:?}"),
    };
    assert!((axis.x - 0.6).abs() < 1e-15 && (axis.y - 0.8).abs() < 1e-15);
}
