//! Every mistake is told with its file, its line and what would be right.

use costate_model::{Description, Visitor};

/// A right file, whose pieces the tests replace.
const RIGHT: &str = r#"[world]
timestep = 0.01

[solver]
sweeps = 20

[body.spine]
at = [0, 0, 0.4]
solid = { box = [0.7, 0.3, 0.1], density = 1000 }

[body.leg]
at = [0, 0, 0.3]
solid = { capsule = 0.02, length = 0.2, mass = 1 }

[joint.hip]
kind = "hinge"
parent = "spine"
child = "leg"
at = [0, 0, 0.4]
axis = "y"
range = [-1, 1]
servo = { gain = 50, torque = 4, speed = 10 }

[collider.ground]
plane = true
friction = 1

[collider.foot]
body = "leg"
sphere = 0.02
friction = 1
touches = "ground"
"#;

struct Nothing;

impl Visitor for Nothing {
    type Output = ();

    fn visit<const B: usize, const J: usize, const G: usize, const C: usize>(
        self,
        _: &costate_model::Named<B, J, G, C>,
    ) {
    }
}

/// All that is wrong with a text, read and built.
fn mistakes(text: &str) -> String {
    let description = match Description::parse(text, "robot.toml") {
        Ok(description) => description,
        Err(error) => return error.to_string(),
    };
    description.visit(Nothing).map_or_else(|error| error.to_string(), |()| String::new())
}

/// What is said when `right` of the right file is replaced by `wrong`.
fn replaced(right: &str, wrong: &str) -> String {
    assert_eq!(RIGHT.matches(right).count(), 1, "`{right}` is to be there once");
    mistakes(&RIGHT.replace(right, wrong))
}

#[track_caller]
fn says(right: &str, wrong: &str, message: &str) {
    assert_eq!(replaced(right, wrong), format!("robot.toml:{message}"));
}

#[test]
fn the_right_file_is_right() {
    assert_eq!(mistakes(RIGHT), "");
}

#[test]
fn text_that_is_no_toml() {
    assert_eq!(mistakes("[body.spine\n"), "robot.toml:1: unclosed table, expected `]`");
    let double = mistakes("name = \"a\"\nname = \"b\"\n");
    assert_eq!(double, "robot.toml:2: duplicate key: `name` is there already");
}

#[test]
fn a_file_that_is_not_there() {
    let error = Description::load(std::path::Path::new("no/such.toml")).unwrap_err().to_string();
    assert!(error.starts_with("no/such.toml: "), "{error}");
}

#[test]
fn unknown_keys_get_the_nearest_and_all_that_there_are() {
    says(
        "density = 1000",
        "denisty = 1000",
        "9: solid of body `spine` needs `density`, in kg/m³, or `mass`, in kg\n\
         robot.toml:9: solid of body `spine` has no key `denisty` (did you mean `density`?); its keys are `sphere`, \
         `box`, `capsule`, `length`, `from`, `to`, `density`, `mass`, `at`, `turn`, `axes`",
    );
    says(
        "timestep = 0.01",
        "colour = 1",
        "2: [world] has no key `colour`; its keys are `timestep`, `gravity`, `correction`, `compliance`, \
         `threshold`, `slop`",
    );
    says(
        "[collider.foot]",
        "[colliders.foot]",
        "28: the file has no key `colliders` (did you mean `collider`?); its keys are `name`, `world`, `solver`, \
         `body`, `joint`, `collider`, `limb`",
    );
}

#[test]
fn unknown_names_get_the_nearest() {
    says(
        "parent = \"spine\"",
        "parent = \"spin\"",
        "17: joint `hip`: `parent` names no body: there is no `spin` (did you mean `spine`?)",
    );
    says("child = \"leg\"", "child = \"tail\"", "18: joint `hip`: `child` names no body: there is no `tail`");
    says(
        "touches = \"ground\"",
        "touches = [\"grund\"]",
        "32: collider `foot`: `touches` names no collider: there is no `grund` (did you mean `ground`?)",
    );
    says(
        "body = \"leg\"",
        "body = \"lag\"",
        "29: collider `foot`: `body` names no body: there is no `lag` (did you mean `leg`?)",
    );
}

#[test]
fn units_are_those_of_the_quantity() {
    says(
        "timestep = 0.01",
        "timestep = \"10 kg\"",
        "2: [world]: `timestep` is wrong: `10 kg` is not a time: its unit is one of `s`, `ms`",
    );
    says(
        "range = [-1, 1]",
        "range = [\"-45 degrees\", 1]",
        "21: joint `hip`: `range` is wrong: `-45 degrees` is not an angle: its unit is one of `rad`, `deg`",
    );
    says(
        "mass = 1",
        "mass = \"1\"",
        "13: solid of body `leg`: `mass` is wrong: `1` in quotes has no unit: a mass is written `0.5` or `\"0.5 g\"`",
    );
    says(
        "mass = 1",
        "mass = \"heavy\"",
        "13: solid of body `leg`: `mass` is wrong: `heavy` is no number with a unit: a mass is written `0.5` or \
         `\"0.5 g\"`",
    );
}

#[test]
fn values_have_their_types() {
    says("at = [0, 0, 0.3]", "at = [0, 0]", "12: body `leg`: `at` has three numbers, [x, y, z]; here are 2");
    says("at = [0, 0, 0.3]", "at = [0, 0, true]", "12: body `leg`: `at` is a length; here it is a boolean");
    says("sweeps = 20", "sweeps = 2.5", "5: [solver]: `sweeps` is a whole number above zero, as `20`");
    says("sweeps = 20", "sweeps = 0", "5: [solver]: `sweeps` is a whole number above zero, as `20`");
    says(
        "plane = true",
        "plane = 1",
        "25: collider `ground`: `plane` is `true` or `false`; here it is an integer",
    );
    says(
        "plane = true",
        "plane = false",
        "25: collider `ground`: `plane` is `true`, or left out where there is another shape",
    );
    says(
        "child = \"leg\"",
        "child = 3",
        "18: joint `hip`: `child` is a text in quotes; here it is an integer",
    );
    says(
        "touches = \"ground\"",
        "touches = [1]",
        "32: collider `foot`: `touches` holds names in quotes; here is an integer",
    );
    says(
        "servo = { gain = 50, torque = 4, speed = 10 }",
        "servo = 50",
        "22: joint `hip`: `servo` is a table of keys, as `{ gain = 50 }`; here it is an integer",
    );
}

#[test]
fn joints_that_are_called_otherwise_elsewhere_are_told_their_names() {
    let names = [
        ("revolute", "hinge"),
        ("Prismatic", "slider"),
        ("spherical", "ball"),
        ("ball_and_socket", "ball"),
        ("cardan", "universal"),
        ("weld", "fixed"),
    ];
    for (theirs, ours) in names {
        says(
            "kind = \"hinge\"",
            &format!("kind = \"{theirs}\""),
            &format!(
                "16: joint `hip`: `kind` cannot be `{theirs}` (did you mean `{ours}`?); it is one of `ball`, \
                 `universal`, `hinge`, `slider`, `fixed`"
            ),
        );
    }
    for free in ["free", "Floating"] {
        says(
            "kind = \"hinge\"",
            &format!("kind = \"{free}\""),
            &format!(
                "16: joint `hip`: `kind` cannot be `{free}`: a body is free if it is the child of no joint; leave \
                 this one out"
            ),
        );
    }
}

#[test]
fn choices_are_told() {
    says(
        "kind = \"hinge\"",
        "kind = \"hing\"",
        "16: joint `hip`: `kind` cannot be `hing` (did you mean `hinge`?); it is one of `ball`, `universal`, \
         `hinge`, `slider`, `fixed`",
    );
    says(
        "sweeps = 20",
        "method = \"newton\"",
        "5: [solver]: `method` cannot be `newton`; it is one of `direct`, `gauss-seidel`, `jacobi`",
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let solid = "solid = { capsule = 0.02, length = 0.2, mass = 1 }";
    says(
        solid,
        "",
        "11: body `leg` needs a solid: `solid = { sphere = 0.1, density = 1000 }`, or a list of them",
    );
    says(
        solid,
        "solid = { mass = 1 }",
        "13: solid of body `leg` needs a shape, one of `sphere`, `box`, `capsule`",
    );
    says(
        solid,
        "solid = { capsule = 0.1, mass = 1 }",
        "13: solid of body `leg` is a capsule, which needs either a `length` or both `from` and `to`",
    );
    says(
        "kind = \"hinge\"\n",
        "",
        "15: joint `hip` needs `kind`, one of `ball`, `universal`, `hinge`, `slider`, `fixed`",
    );
    says(
        "length = 0.2",
        "from = [0, 0, 1], to = [0, 0, 1]",
        "13: solid of body `leg` is a capsule with `from` and `to` at one point: a `sphere` is round",
    );
    says("child = \"leg\"\n", "", "15: joint `hip` needs `child`, the body that hangs on it");
    says("axis = \"y\"\n", "", "15: joint `hip` needs `axis`: `\"x\"`, `\"y\"`, `\"z\"` or [x, y, z]");
    says(
        "kind = \"hinge\"",
        "kind = \"universal\"",
        "15: joint `hip` needs `axes`, the parent's and the child's: `[\"x\", \"y\"]`\n\
         robot.toml:20: joint `hip` has no key `axis` (did you mean `axes`?); its keys are `kind`, `parent`, \
         `child`, `at`, `axes`, `range`, `stops`, `spring`, `damping`, `armature`, `servo`, `motor`, `soft`, `start`",
    );
    says(
        "servo = { gain = 50, torque = 4, speed = 10 }",
        "servo = { torque = 4 }",
        "22: `servo` of joint `hip` needs `gain`, a rate: `0.5`",
    );
    says(
        "range = [-1, 1]",
        "stops = true",
        "15: joint `hip` has `stops`, so it needs a `range` at whose ends they are",
    );
    says(
        "at = [0, 0, 0.3]",
        "turn = { by = 1 }",
        "12: `turn` of body `leg` needs `about`, the axis: `\"x\"`, `\"y\"`, `\"z\"` or [x, y, z]",
    );
}

#[test]
fn what_is_said_twice_is_said_once() {
    let solid = "solid = { capsule = 0.02, length = 0.2, mass = 1 }";
    says(
        solid,
        "solid = { sphere = 0.1, box = [1, 1, 1], mass = 1 }",
        "13: solid of body `leg` has more than one shape: say one of `sphere`, `box`, `capsule`",
    );
    says(
        solid,
        "solid = { sphere = 0.1, density = 1, mass = 1 }",
        "13: solid of body `leg` has both `density` and `mass`: say one of them",
    );
    says(
        solid,
        "solid = { capsule = 0.1, at = [0, 0, 0], from = [0, 0, 0], to = [0, 0, 1], mass = 1 }",
        "13: solid of body `leg` stands between `from` and `to`: leave `at`, `turn` and `axes` out",
    );
    says(
        "servo = { gain",
        "motor = {}\nservo = { gain",
        "15: joint `hip` has both `servo` and `motor`: say one of them",
    );
    says(
        "at = [0, 0, 0.3]",
        "turn = { about = \"x\", by = 1 }\naxes = [\"x\", \"y\", \"z\"]",
        "11: body `leg` has both `turn` and `axes`: say one of them",
    );
    says(
        solid,
        "solid = { sphere = 0.1, length = 1, mass = 1 }",
        "13: solid of body `leg` has `length`, `from` or `to`, which only a `capsule` has",
    );
}

#[test]
fn axes_have_directions() {
    says(
        "axis = \"y\"",
        "axis = \"w\"",
        "20: joint `hip`: `axis` cannot be `w`: an axis is `\"x\"`, `\"-x\"` and so on, or [x, y, z]",
    );
    says("axis = \"y\"", "axis = [0, 0, 0]", "20: joint `hip`: `axis` has no direction");
    let hinge = "kind = \"hinge\"\nparent = \"spine\"\nchild = \"leg\"\nat = [0, 0, 0.4]\naxis = \"y\"";
    let joint = |kind: &str, axes: &str| format!("kind = \"{kind}\"\nchild = \"leg\"\naxes = {axes}");
    let axes = |kind, axes| replaced(hinge, &joint(kind, axes));
    assert_eq!(
        axes("universal", "[\"x\"]"),
        "robot.toml:18: joint `hip`: `axes` of a universal joint are two: the parent's and the child's"
    );
    assert_eq!(axes("ball", "[\"x\"]"), "robot.toml:18: joint `hip`: `axes` of a ball joint are three");
    assert_eq!(
        axes("ball", "\"x\""),
        "robot.toml:18: joint `hip`: `axes` is a list of axes, as `[\"x\", \"y\"]`"
    );
    assert_eq!(
        axes("universal", "[\"x\", \"x\"]"),
        "robot.toml:15: joint `hip`: the axes must have length one and stand at right angles"
    );
    says(
        "at = [0, 0, 0.3]",
        "axes = [\"x\", \"y\"]",
        "12: body `leg`: `axes` of a pose are three: where its own x, y and z point",
    );
}

#[test]
fn coordinates_are_as_many_as_a_joint_has() {
    says("range = [-1, 1]", "range = [-1, 0, 1]", "21: joint `hip`: `range` is [lower, upper]");
    says(
        "range = [-1, 1]",
        "start = [1, 2]",
        "21: joint `hip`: `start` is 2 numbers, but a joint of this kind has one coordinate",
    );
    let ball = RIGHT.replace("kind = \"hinge\"", "kind = \"ball\"").replace("axis = \"y\"\n", "");
    assert_eq!(
        mistakes(&ball.replace("range = [-1, 1]", "range = [[-1, 1], [-2, 2]]")),
        "robot.toml:20: joint `hip`: `range` is [lower, upper], or a list of 3 of these"
    );
}

#[test]
fn numbers_are_in_their_ranges() {
    says("timestep = 0.01", "timestep = 0", "2: [world]: `timestep` is 0, but must be positive");
    says("timestep = 0.01", "correction = 2", "2: [world]: `correction` is 2, but must lie between 0 and 1");
    says("mass = 1", "mass = -1", "13: solid of body `leg`: `mass` is -1, but must be positive");
    says("mass = 1", "mass = nan", "13: solid of body `leg`: `mass` is nan, but must be a finite number");
    says("mass = 1", "mass = inf", "13: solid of body `leg`: `mass` is inf, but must be a finite number");
    says(
        "box = [0.7, 0.3, 0.1]",
        "box = [0.7, -0.3, 0.1]",
        "9: solid of body `spine`: `box` is -0.3, but must be positive",
    );
    says("gain = 50", "gain = -1", "22: `servo` of joint `hip`: `gain` is -1, but must not be negative");
    says("torque = 4", "torque = -4", "22: `servo` of joint `hip`: `torque` is -4, but must not be negative");
    says(
        "range = [-1, 1]",
        "range = [1, -1]",
        "21: joint `hip`: `range` begins at 1, which is above its end, -1",
    );
    says(
        "sphere = 0.02",
        "sphere = 0.02\nrestitution = 2",
        "31: collider `foot`: `restitution` is 2, but must lie between 0 and 1",
    );
}

#[test]
fn all_numbers_that_are_wrong_are_told_at_once() {
    let wrong = RIGHT.replace("mass = 1", "mass = -1").replace("friction = 1", "friction = -1");
    let mistakes = mistakes(&wrong.replace("timestep = 0.01", "timestep = -0.01"));
    let lines: Vec<_> = mistakes.lines().map(|line| line.split(':').nth(1).unwrap()).collect();
    assert_eq!(lines, ["2", "13", "26", "31"], "{mistakes}");
}

#[test]
fn what_has_no_limit_may_be_infinite() {
    let same = |finite: &str, infinite: &str| {
        let build = |text: &str| {
            let built = Description::parse(&RIGHT.replace("torque = 4", text), "robot.toml").unwrap();
            built.build::<2, 1, 2, 1>().unwrap().model
        };
        assert_eq!(build(finite), build(infinite));
    };
    same("speed = 10, torque = inf } #", "speed = 10 } #");
    let open = RIGHT.replace("range = [-1, 1]", "range = [-inf, 1]");
    let open = Description::parse(&open, "robot.toml").unwrap();
    assert_eq!(Description::parse(&open.write(), "again.toml").unwrap(), open);
    let range = open.build::<2, 1, 2, 1>().unwrap().model.params.joint[0];
    assert!(range.lower.x < -1e6 && range.lower.x.is_finite() && range.upper.x == 1.0);
    // an angle jumps after half a turn, and would be over the other stop
    says(
        "range = [-1, 1]",
        "range = [-inf, 1]\nstops = true",
        "15: joint `hip`: a stop is -1000000000, but must lie between -3.1 and 3.1",
    );
}

#[test]
fn what_the_whole_model_shows_is_told_by_name_and_line() {
    says(
        "range = [-1, 1]",
        "range = [-1, 1]\nstops = true\nstart = 2",
        "15: joint `hip`: it starts at 2, but its range is -1 to 1",
    );
    says("parent = \"spine\"", "parent = \"leg\"", "15: joint `hip`: both sides are `leg`");
    says(
        "child = \"leg\"",
        "child = \"world\"",
        "15: joint `hip`: the child is the world: make the world the parent",
    );
    says(
        "[collider.ground]",
        "[joint.again]\nkind = \"fixed\"\nchild = \"leg\"\n[collider.ground]",
        "24: joint `again`: `leg` already hangs on joint `hip`: each body hangs on one joint, closed \
         loops are not supported",
    );
    says(
        "[collider.ground]",
        "[joint.again]\nkind = \"fixed\"\nparent = \"leg\"\nchild = \"spine\"\n[collider.ground]",
        "15: joint `hip`: `leg` hangs on itself, by the joint of its parent and so on: let the first joint hang on \
         the world",
    );
    says(
        "body = \"leg\"",
        "body = \"world\"",
        "28: collider `foot`: both colliders belong to the world, where nothing moves",
    );
    let twice = "`foot` and `ground` touch already: name each pair once, on one side";
    let (again, both) = ("touches = [\"ground\", \"ground\"]", "plane = true\ntouches = \"foot\"");
    says("touches = \"ground\"", again, &format!("28: collider `foot`: {twice}"));
    says("plane = true", both, &format!("29: collider `foot`: {twice}"));
    says(
        "friction = 1\n\n[collider.foot]",
        "body = \"spine\"\n\n[collider.foot]",
        "24: collider `ground`: a plane cannot be a part of a body that moves: it belongs to the world",
    );
}

const LIMB: &str = r#"
[limb.leg.place]
left = {}
right = { mirror = "y", shift = [0, "10 cm", 0] }

[limb.leg.body.thigh]
at = [0, 0.2, 0.5]
solid = { sphere = 0.1, mass = 1 }

[limb.leg.joint.hip]
kind = "fixed"
child = "thigh"
"#;

#[test]
fn limbs_are_mirrored_and_shifted() {
    let right = Description::parse(LIMB, "limb.toml").unwrap();
    assert_eq!(right.bodies[1].name, "right_thigh");
    assert_eq!(right.bodies[1].pose.position.y, -0.1);
    assert_eq!(right.joints[1].child, "right_thigh");
}

#[test]
fn limbs_have_places_that_can_be() {
    let wrong = |from: &str, to: &str| mistakes(&LIMB.replace(from, to));
    assert_eq!(
        wrong("[limb.leg.place]\nleft = {}\nright = { mirror = \"y\", shift = [0, \"10 cm\", 0] }\n", ""),
        "robot.toml:3: limb `leg` needs places: `[limb.leg.place]` with `left = {}` and `right = { mirror = \"y\" }`"
    );
    assert_eq!(
        wrong("mirror = \"y\"", "mirror = \"w\""),
        "robot.toml:4: place `right`: `mirror` is made of `x`, `y` and `z`, as \"xy\""
    );
    assert_eq!(
        wrong("at = [0, 0.2, 0.5]", "turn = { about = \"x\", by = 1 }"),
        "robot.toml:6: body `thigh` has `turn`, but its limb is mirrored: only what is upright can be"
    );
    assert_eq!(
        wrong("child = \"thigh\"", "child = \"thig\""),
        "robot.toml:12: joint `hip`: `child` names no body: there is no `thig` (did you mean `thigh`?)"
    );
    assert_eq!(
        wrong(
            "[limb.leg.joint.hip]",
            "[body.left_thigh]\nsolid = { sphere = 1, mass = 1 }\n[limb.leg.joint.hip]"
        ),
        "robot.toml:6: body `thigh` is there twice, as `left_thigh`"
    );
    assert_eq!(
        mistakes("[body.world]\nsolid = { sphere = 1, mass = 1 }\n"),
        "robot.toml:1: body `world` cannot be called so: the world is what never moves"
    );
}

#[test]
fn all_mistakes_come_at_once() {
    let text = RIGHT.replace("timestep", "timestop").replace("mass = 1", "mass = \"1 m\"");
    assert_eq!(mistakes(&text).lines().count(), 2);
}

#[test]
fn names_that_are_not_there_are_told_of_descriptions_made_by_hand() {
    let mut made = Description::parse(RIGHT, "robot.toml").unwrap();
    made.joints[0].parent = "nobody".to_owned();
    let error = made.build::<2, 1, 2, 1>().unwrap_err().to_string();
    assert_eq!(error, "robot.toml:15: there is no body `nobody`");
    let mut made = Description::parse(RIGHT, "robot.toml").unwrap();
    made.colliders[1].touches.push("nothing".to_owned());
    let error = made.build::<2, 1, 2, 1>().unwrap_err().to_string();
    assert_eq!(error, "robot.toml:28: there is no collider `nothing`");
}

#[test]
fn sizes_that_are_too_small_are_told_with_those_that_fit() {
    let robot = Description::parse(RIGHT, "robot.toml").unwrap();
    let has = "`model` has 2 bodies, 1 joint, 2 colliders and 1 point of contact: build it with <2, 1, 2, 1>";
    assert_eq!(robot.build::<1, 1, 0, 0>().unwrap_err().to_string(), format!("{has}, not with <1, 1, 0, 0>"));
    assert_eq!(robot.build::<2, 1, 2, 0>().unwrap_err().to_string(), format!("{has}, not with <2, 1, 2, 0>"));
    assert!(robot.build::<2, 1, 2, 1>().is_ok() && robot.build::<3, 4, 5, 6>().is_ok());
}
