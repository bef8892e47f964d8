//! Numbers with units: a number alone is in SI, a string is a number and its unit.

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: a ratio.
    One,
    /// \[m\]
    Length,
    /// \[kg\]
    Mass,
    /// \[kg/m³\]
    Density,
    /// \[s\]
    Time,
    /// \[rad\]
    Angle,
    /// \[m/s\]
    Speed,
    /// \[rad/s\]
    Spin,
    /// \[m/s²\]
    Acceleration,
    /// \[Hz\]
    Frequency,
    /// \[1/s\]
    Rate,
    /// \[N m\]
    Torque,
    /// \[N\]
    Force,
    /// \[N m/rad\]
    TorsionalStiffness,
    /// \[N/m\]
    Stiffness,
    /// \[N m s/rad\]
    TorsionalDamping,
    /// \[N s/m\]
    Damping,
    /// \[kg m²\]
    Inertia,
}

const RADIANS: f64 = std::f64::consts::PI / 180.0;

impl Unit {
    /// What it is called, and its units with their sizes in SI, of which the first is that of SI.
    fn table(self) -> (&'static str, &'static [(&'static str, f64)]) {
        match self {
            Self::One => ("a number", &[("", 1.0), ("%", 0.01)]),
            Self::Length => ("a length", &[("m", 1.0), ("cm", 0.01), ("mm", 0.001)]),
            Self::Mass => ("a mass", &[("kg", 1.0), ("g", 0.001), ("t", 1000.0)]),
            Self::Density => ("a density", &[("kg/m3", 1.0), ("g/cm3", 1000.0)]),
            Self::Time => ("a time", &[("s", 1.0), ("ms", 0.001)]),
            Self::Angle => ("an angle", &[("rad", 1.0), ("deg", RADIANS)]),
            Self::Speed => ("a velocity", &[("m/s", 1.0), ("cm/s", 0.01), ("km/h", 1.0 / 3.6)]),
            Self::Spin => {
                ("an angular velocity", &[("rad/s", 1.0), ("deg/s", RADIANS), ("rpm", 6.0 * RADIANS)])
            }
            Self::Acceleration => ("an acceleration", &[("m/s2", 1.0), ("g", 9.806_65)]),
            Self::Frequency => ("a frequency", &[("Hz", 1.0)]),
            Self::Rate => ("a rate", &[("1/s", 1.0)]),
            Self::Torque => ("a torque", &[("N m", 1.0), ("Nm", 1.0)]),
            Self::Force => ("a force", &[("N", 1.0), ("kN", 1000.0)]),
            Self::TorsionalStiffness => {
                ("a stiffness", &[("N m/rad", 1.0), ("Nm/rad", 1.0), ("N m/deg", 1.0 / RADIANS)])
            }
            Self::Stiffness => ("a stiffness", &[("N/m", 1.0)]),
            Self::TorsionalDamping => ("a damping", &[("N m s/rad", 1.0), ("Nms/rad", 1.0)]),
            Self::Damping => ("a damping", &[("N s/m", 1.0), ("Ns/m", 1.0)]),
            Self::Inertia => ("an inertia", &[("kg m2", 1.0)]),
        }
    }

    /// What it is called: `a length`.
    pub fn name(self) -> &'static str {
        self.table().0
    }

    /// The number of a string such as `45 deg`, in SI.
    pub fn parse(self, text: &str) -> Result<f64, String> {
        let (number, unit) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let Ok(number) = number.parse::<f64>() else {
            return Err(format!(
                "`{text}` is no number with a unit: {} is written {}",
                self.name(),
                self.example()
            ));
        };
        let unit = unit.trim();
        let units = self.table().1;
        match units.iter().find(|(name, _)| *name == unit) {
            Some((_, size)) => Ok(number * size),
            None if unit.is_empty() => {
                Err(format!("`{text}` in quotes has no unit: {} is written {}", self.name(), self.example()))
            }
            None => Err(format!("`{text}` is not {}: its unit is one of {}", self.name(), self.units())),
        }
    }

    /// `45` or `"45 deg"`.
    pub fn example(self) -> String {
        match self.table().1 {
            [_, (other, _), ..] => format!("`0.5` or `\"0.5 {other}\"`"),
            _ => "`0.5`".to_owned(),
        }
    }

    fn units(self) -> String {
        let names = self.table().1.iter().filter(|(name, _)| !name.is_empty());
        names.map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn strings_have_units() {
        assert_eq!(Unit::Length.parse("3 cm"), Ok(0.03));
        assert_eq!(Unit::Torque.parse("2 N m"), Ok(2.0));
        assert_eq!(Unit::Angle.parse("180 deg"), Ok(std::f64::consts::PI));
        assert_eq!(Unit::One.parse("50 %"), Ok(0.5));
        assert_eq!(Unit::Spin.parse("60 deg/s"), Ok(60_f64.to_radians()));
    }

    #[test]
    fn wrong_units_are_told_from_right_ones() {
        assert_eq!(
            Unit::Length.parse("3 kg").unwrap_err(),
            "`3 kg` is not a length: its unit is one of `m`, `cm`, `mm`"
        );
        assert_eq!(
            Unit::Angle.parse("45deg").unwrap_err(),
            "`45deg` is no number with a unit: an angle is written `0.5` or `\"0.5 deg\"`"
        );
    }
}
