//! Controls from a CSV file: a line of names, then a row for each step, or for each time.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

/// The column of times \[s\].
const TIME: &str = "time";

/// What the drives are told. Columns that are left out are zero; the last row holds to the end.
#[derive(Debug, Default, PartialEq)]
pub struct Controls {
    /// When each row begins \[s\]; nothing where there is a row a step.
    times: Option<Vec<f64>>,
    /// All controls of the model.
    rows: Vec<Vec<f64>>,
    /// How many controls the model has.
    count: usize,
}

impl Controls {
    /// Zeros.
    pub fn none(count: usize) -> Self {
        Self { count, ..Self::default() }
    }

    /// Reads a file for a model whose controls have these names.
    ///
    /// # Errors
    /// The file cannot be read, or is wrong; the message has the line and the column.
    pub fn read(path: &Path, names: &[String]) -> Result<Self> {
        let file = path.display().to_string();
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the controls {file}"))?;
        Self::parse(&text, &file, names)
    }

    /// The controls of step `k`, which begins at `time` \[s\].
    pub fn at(&self, k: usize, time: f64) -> Vec<f64> {
        // half a nanosecond: times are sums of steps
        let begun = |times: &Vec<f64>| times.partition_point(|&t| t <= time + 5e-10);
        let rows = self.times.as_ref().map_or(k + 1, begun).min(self.rows.len());
        match rows.checked_sub(1) {
            Some(row) => self.rows[row].clone(),
            None => vec![0.0; self.count],
        }
    }

    /// How long they are, of steps of `timestep` \[s\].
    pub fn steps(&self, timestep: f64) -> usize {
        match self.times.as_ref().and_then(|times| times.last()) {
            Some(last) => (last / timestep).ceil() as usize + 1,
            None => self.rows.len(),
        }
    }

    fn parse(text: &str, file: &str, names: &[String]) -> Result<Self> {
        // editors leave a mark and blank lines
        let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        let mut lines = lines.map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim().is_empty());
        let Some((first, header)) = lines.next() else {
            bail!("{file} is empty: its first line has the names of controls{}", allowed(names));
        };
        let places = Places::of(header, names).with_context(|| format!("{file}:{first}"))?;
        let mut found = Self { times: places.time.map(|_| Vec::new()), rows: Vec::new(), count: names.len() };
        for (number, line) in lines {
            let values = places.values(line, first).with_context(|| format!("{file}:{number}"))?;
            found.push(&places, &values).with_context(|| format!("{file}:{number}"))?;
        }
        if found.rows.is_empty() {
            bail!("{file} has names in line {first} and no row of numbers below them");
        }
        Ok(found)
    }

    /// Adds a row.
    fn push(&mut self, places: &Places, values: &[f64]) -> Result<()> {
        if let (Some(times), Some(column)) = (&mut self.times, places.time) {
            let time = values[column];
            if let Some(last) = times.last().filter(|last| **last >= time) {
                bail!("column `{TIME}`: {time} comes after {last}; times have to rise from row to row");
            }
            times.push(time);
        }
        let mut row = vec![0.0; self.count];
        for (column, value) in values.iter().enumerate() {
            if let Some(control) = places.control[column] {
                row[control] = *value;
            }
        }
        self.rows.push(row);
        Ok(())
    }
}

/// What the columns of a file are.
struct Places {
    names: Vec<String>,
    time: Option<usize>,
    /// The control of each column; nothing for the time.
    control: Vec<Option<usize>>,
}

impl Places {
    fn of(header: &str, controls: &[String]) -> Result<Self> {
        if header.contains(';') && !header.contains(',') {
            bail!("columns are separated by commas, here by semicolons");
        }
        let names: Vec<String> = header.split(',').map(|name| unquoted(name).to_owned()).collect();
        let mut found = Self { names: Vec::new(), time: None, control: Vec::new() };
        for name in names {
            if found.names.contains(&name) {
                bail!("there are two columns `{name}`");
            }
            let control = controls.iter().position(|control| *control == name);
            match (control, name.as_str()) {
                (None, TIME) => found.time = Some(found.names.len()),
                (None, _) => bail!("there is no control `{name}`{}", allowed(controls)),
                _ => {}
            }
            found.control.push(control);
            found.names.push(name);
        }
        Ok(found)
    }

    /// The numbers of a row, below the names in line `header`.
    fn values(&self, line: &str, header: usize) -> Result<Vec<f64>> {
        let cells: Vec<&str> = line.split(',').collect();
        let (count, wanted) = (cells.len(), self.names.len());
        if count != wanted {
            bail!("{count} values for the {wanted} columns of line {header}");
        }
        let number = |(cell, name): (&str, &String)| {
            let text = unquoted(cell);
            let value = text.parse().ok().filter(|value: &f64| value.is_finite());
            value.ok_or_else(|| anyhow!("column `{name}`: `{text}` is no finite number such as 0.5"))
        };
        cells.into_iter().zip(&self.names).map(number).collect()
    }
}

/// A cell without the blanks and the quotes around it.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
}

/// The names that a header can have.
fn allowed(names: &[String]) -> String {
    match names {
        [] => "; this model has none: none of its joints has a `servo` or a `motor`".to_owned(),
        _ => format!("; columns are `{TIME}`, if you like, and any of {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Controls> {
        Controls::parse(text, "c.csv", &["hip".to_owned(), "knee".to_owned()])
    }

    fn message(text: &str) -> String {
        format!("{:#}", parse(text).unwrap_err())
    }

    #[test]
    fn a_row_is_a_step_and_the_last_one_holds() {
        let controls = parse("knee\n1\n2\n").unwrap();
        assert_eq!([0, 1, 9].map(|k| controls.at(k, 0.0)), [[0.0, 1.0], [0.0, 2.0], [0.0, 2.0]]);
        assert_eq!(controls.steps(0.01), 2);
    }

    #[test]
    fn a_row_with_a_time_begins_then() {
        let controls = parse("\u{feff}time, \"hip\"\n0.1,1\n0.3,2\n\n").unwrap();
        let first = [0.0, 0.1, 0.2, 0.1 + 0.2, 7.0].map(|time| controls.at(0, time)[0]);
        assert_eq!(first, [0.0, 1.0, 1.0, 2.0, 2.0]);
        assert_eq!(controls.steps(0.1), 4);
    }

    #[test]
    fn without_a_file_all_is_zero() {
        assert_eq!(Controls::none(2).at(3, 1.0), [0.0, 0.0]);
    }

    #[test]
    fn mistakes_have_their_line_and_column() {
        let columns = "columns are `time`, if you like, and any of hip, knee";
        assert_eq!(message("hp\n1\n"), format!("c.csv:1: there is no control `hp`; {columns}"));
        let commas = "columns are separated by commas, here by semicolons";
        assert_eq!(message("time;hip\n1;2\n"), format!("c.csv:1: {commas}"));
        assert_eq!(message("hip,hip\n1,2\n"), "c.csv:1: there are two columns `hip`");
        assert_eq!(message("hip,knee\n1,2\n3\n"), "c.csv:3: 1 values for the 2 columns of line 1");
        let number = "is no finite number such as 0.5";
        assert_eq!(message("hip\n1\nx\n"), format!("c.csv:3: column `hip`: `x` {number}"));
        assert_eq!(message("hip\nNaN\n"), format!("c.csv:2: column `hip`: `NaN` {number}"));
        assert!(
            message("time,hip\n1,0\n1,0\n").ends_with("1 comes after 1; times have to rise from row to row")
        );
        assert!(message("\n").starts_with("c.csv is empty: its first line has the names"));
        assert_eq!(message("hip\n"), "c.csv has names in line 1 and no row of numbers below them");
    }

    #[test]
    fn a_model_without_drives_has_no_controls() {
        let error = Controls::parse("hip\n1\n", "c.csv", &[]).unwrap_err();
        assert!(format!("{error:#}").contains("this model has none: none of its joints has a `servo`"));
    }
}
