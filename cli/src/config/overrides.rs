//! `--set KEY=VALUE`: single settings by their dotted names.

use anyhow::{Context, Result, anyhow, bail};
use toml::{Table, Value};

use super::Config;

/// `config` with each `KEY=VALUE` put in.
pub fn apply(config: &Config, assignments: &[String]) -> Result<Config> {
    let mut table = Table::try_from(config).context("the settings are no TOML")?;
    for assignment in assignments {
        let (key, text) =
            assignment.split_once('=').ok_or_else(|| anyhow!("--set wants KEY=VALUE, got `{assignment}`"))?;
        let (key, text) = (key.trim(), text.trim());
        let slot = find(&mut table, key).ok_or_else(|| unknown(key, config))?;
        *slot = parse(text, slot).with_context(|| format!("--set {assignment}"))?;
    }
    table.try_into().map_err(|error: toml::de::Error| anyhow!("bad setting: {}", error.message()))
}

/// Every setting by its dotted name, with its value.
pub fn settings(config: &Config) -> Result<Vec<(String, Value)>> {
    let table = Table::try_from(config).context("the settings are no TOML")?;
    let mut found = Vec::new();
    flatten("", &table, &mut found);
    Ok(found)
}

/// The settings of a table, those of its tables after them.
fn flatten(prefix: &str, table: &Table, found: &mut Vec<(String, Value)>) {
    let (tables, plain): (Vec<_>, Vec<_>) = table.iter().partition(|(_, value)| value.is_table());
    found.extend(plain.into_iter().map(|(key, value)| (format!("{prefix}{key}"), value.clone())));
    for (key, value) in tables {
        if let Some(inner) = value.as_table() {
            flatten(&format!("{prefix}{key}."), inner, found);
        }
    }
}

/// The setting of a dotted name; tables are no settings.
fn find<'a>(table: &'a mut Table, key: &str) -> Option<&'a mut Value> {
    match key.split_once('.') {
        None => table.get_mut(key).filter(|value| !value.is_table()),
        Some((head, rest)) => find(table.get_mut(head)?.as_table_mut()?, rest),
    }
}

/// The error of a name that no setting has.
fn unknown(key: &str, config: &Config) -> anyhow::Error {
    let known = settings(config).unwrap_or_default();
    let lines: Vec<String> = known.iter().map(|(key, value)| format!("  {key} = {value}")).collect();
    anyhow!("there is no setting `{key}`; there are\n{}", lines.join("\n"))
}

/// The value that `text` means, of the type that `old` has. Strings need no quotes.
fn parse(text: &str, old: &Value) -> Result<Value> {
    let quoted = || Value::String(text.to_owned());
    let new = match text.parse::<Value>() {
        Ok(value) => value,
        Err(_) if old.is_str() => quoted(),
        Err(_) => bail!("`{text}` is no {}", noun(old)),
    };
    match (old, new) {
        (Value::String(_), Value::String(new)) => Ok(Value::String(new)),
        (Value::String(_), _) => Ok(quoted()),
        (old, new) => convert(old, new).ok_or_else(|| anyhow!("`{text}` is no {}", noun(old))),
    }
}

/// `new` with the type of `old`: an integer may stand where a number is wanted.
fn convert(old: &Value, new: Value) -> Option<Value> {
    match (old, new) {
        (Value::Float(_), Value::Integer(new)) => Some(Value::Float(new as f64)),
        (Value::Array(old), Value::Array(new)) => {
            let pairs = new.into_iter().enumerate();
            let items = pairs.map(|(i, new)| convert(old.get(i)?, new)).collect::<Option<Vec<_>>>()?;
            (items.len() == old.len()).then_some(Value::Array(items))
        }
        (old, new) => old.same_type(&new).then_some(new),
    }
}

/// What a setting of this type is called.
fn noun(value: &Value) -> String {
    match value {
        Value::Float(_) => "number".into(),
        Value::Integer(_) => "integer".into(),
        Value::Array(items) => format!("list of {} numbers such as {value}", items.len()),
        other => other.type_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OptimizerName;

    fn set(assignment: &str) -> Result<Config> {
        apply(&Config::default(), &[assignment.to_owned()])
    }

    #[test]
    fn settings_are_set_by_their_dotted_names() {
        assert_eq!(set("seed=7").unwrap().seed, 7);
        assert_eq!(set("ball.friction = 0.25").unwrap().ball.friction, 0.25);
        assert_eq!(set("adam.rate=1").unwrap().adam.rate, 1.0);
        assert_eq!(set("throw.target=[8, 1.5, 0.5]").unwrap().throw.target, [8.0, 1.5, 0.5]);
        assert_eq!(set("optimizer=adam").unwrap().optimizer, OptimizerName::Adam);
    }

    #[test]
    fn an_unknown_setting_lists_those_there_are() {
        let message = set("ball.fricton=1").unwrap_err().to_string();
        assert!(message.starts_with("there is no setting `ball.fricton`; there are"), "{message}");
        assert!(message.contains("\n  ball.friction = 1.0"), "{message}");
        assert!(set("ball=1").is_err());
        assert!(set("ball.friction.x=1").is_err());
    }

    #[test]
    fn a_value_of_the_wrong_type_is_refused() {
        for bad in ["seed=1.5", "seed=-1", "ball.radius=big", "throw.start=[1, 2]", "optimizer=sgd", "seed"] {
            assert!(set(bad).is_err(), "{bad}");
        }
        let message = format!("{:#}", set("ball.radius=big").unwrap_err());
        assert_eq!(message, "--set ball.radius=big: `big` is no number");
    }

    #[test]
    fn a_config_survives_its_file() {
        let config = set("adam.cap=inf").unwrap();
        assert_eq!(toml::from_str::<Config>(&toml::to_string(&config).unwrap()).unwrap(), config);
    }
}
