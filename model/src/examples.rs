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

/// The example of this name.
macro_rules! example {
    ($name:literal, $about:literal) => {
        Example { name: $name, about: $about, text: include_str!(concat!("../models/", $name, ".toml")) }
    };
}

/// All of them.
pub const EXAMPLES: [Example; 8] = [
    example!("ball", "a ball of 1 m, 1 m above the ground [Degrave2019]"),
    example!("arm", "an upright arm of 1 m with four servos in two universal joints [Degrave2019]"),
    example!("quadruped8", "a quadruped of 17 bodies with eight servos [Degrave2019]"),
    example!("quadruped16", "the same with universal hips: sixteen servos"),
    example!("cartpole", "a pole on a cart that a motor pushes: the guide's page on training balances it"),
    example!("peers-ball", "scene S1 of the comparison of simulators: a ball that is thrown"),
    example!("peers-quadruped", "scene S2: a quadruped whose eight hinges have springs"),
    example!("peers-arm", "scene S4: an arm that leans"),
];
