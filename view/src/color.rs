//! What things are drawn in.

use serde::Serialize;

/// A colour in sRGB, and how much of what lies behind it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Color([u8; 4]);

impl Color {
    /// The first body, the first line of a chart.
    pub const BLUE: Self = Self::rgb(46, 116, 196);
    /// The second.
    pub const ORANGE: Self = Self::rgb(232, 126, 38);
    /// The third, and goals.
    pub const GREEN: Self = Self::rgb(44, 158, 106);
    /// The fourth.
    pub const VIOLET: Self = Self::rgb(132, 98, 196);
    /// The fifth.
    pub const RED: Self = Self::rgb(208, 72, 76);
    /// The sixth.
    pub const TEAL: Self = Self::rgb(36, 152, 168);
    /// The seventh.
    pub const YELLOW: Self = Self::rgb(222, 176, 44);
    /// What does not move.
    pub const GRAY: Self = Self::rgb(150, 157, 167);

    /// The colours that things get in turn where none is named.
    const TURNS: [Self; 7] =
        [Self::BLUE, Self::ORANGE, Self::GREEN, Self::VIOLET, Self::RED, Self::TEAL, Self::YELLOW];

    /// A colour that hides what lies behind it.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue, 255])
    }

    /// The same colour, faint as a ghost: it casts no shadow, and what lies behind it is seen.
    pub const fn ghost(self) -> Self {
        let Self([red, green, blue, _]) = self;
        Self([red, green, blue, 72])
    }

    /// The colour of the `index`-th thing.
    pub const fn in_turn(index: usize) -> Self {
        Self::TURNS[index % Self::TURNS.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn turns_begin_again() {
        assert_eq!(Color::in_turn(0), Color::BLUE);
        assert_eq!(Color::in_turn(8), Color::ORANGE);
    }

    #[test]
    fn ghosts_keep_their_hue() {
        let (solid, ghost) = (Color::RED.0, Color::RED.ghost().0);
        assert_eq!(solid[..3], ghost[..3]);
        assert!(ghost[3] < solid[3]);
    }
}
