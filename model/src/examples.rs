//! The models in `models/`, as parts of the program.

/// A model that comes with this crate.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

/// All of them.
pub const EXAMPLES: [Example; 8] = [
    Example {
        name: "ball",
        about: "a ball of 1 m, 1 m above the ground [Degrave2019]",
        text: include_str!("../models/ball.toml"),
    },
    Example {
        name: "arm",
        about: "an upright arm of 1 m with four servos in two universal joints [Degrave2019]",
        text: include_str!("../models/arm.toml"),
    },
    Example {
        name: "quadruped8",
        about: "a quadruped of 17 bodies with eight servos [Degrave2019]",
        text: include_str!("../models/quadruped8.toml"),
    },
    Example {
        name: "quadruped16",
        about: "the same with universal hips: sixteen servos",
        text: include_str!("../models/quadruped16.toml"),
    },
    Example {
        name: "cartpole",
        about: "a pole on a cart that a motor pushes: the guide's page on training balances it",
        text: include_str!("../models/cartpole.toml"),
    },
    Example {
        name: "peers-ball",
        about: "scene S1 of the comparison of simulators: a ball that is thrown",
        text: include_str!("../models/peers-ball.toml"),
    },
    Example {
        name: "peers-quadruped",
        about: "scene S2: a quadruped whose eight hinges have springs",
        text: include_str!("../models/peers-quadruped.toml"),
    },
    Example {
        name: "peers-arm",
        about: "scene S4: an arm that leans",
        text: include_str!("../models/peers-arm.toml"),
    },
];
