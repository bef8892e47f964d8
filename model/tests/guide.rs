//! The guide's chapter on models tells what is so.

use costate_model::Description;

const CHAPTER: &str = include_str!("../../guide/src/models.md");

/// The chapter's files.
fn files() -> Vec<&'static str> {
    CHAPTER.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// A file with a key that is unknown everywhere.
const ODD: &str = r#"
odd = 1
[world]
odd = 1
[solver]
odd = 1
[body.a]
odd = 1
solid = { sphere = 1, mass = 1, odd = 1 }
turn = { about = "x", by = 1, odd = 1 }
[joint.a]
odd = 1
kind = "hinge"
child = "a"
axis = "x"
spring = { stiffness = 1, odd = 1 }
servo = { gain = 1, odd = 1 }
soft = { frequency = 1, odd = 1 }
[joint.b]
kind = "universal"
child = "a"
axes = ["x", "y"]
motor = { odd = 1 }
[collider.a]
odd = 1
plane = true
[limb.a]
odd = 1
place = { left = { odd = 1 } }
"#;

#[test]
fn its_files_are_right() {
    assert!(files().len() >= 6);
    for file in files() {
        Description::parse(file, "models.md").unwrap_or_else(|error| panic!("{error}\n{file}"));
    }
}

#[test]
fn its_defaults_are_those_of_the_code() {
    let file = files().into_iter().find(|file| file.contains("[world]")).unwrap();
    assert_eq!(Description::parse(file, "models.md").unwrap(), Description::new("robot"));
}

#[test]
fn it_tells_every_key() {
    let all = Description::parse(ODD, "odd.toml").unwrap_err().to_string();
    assert_eq!(all.lines().count(), 14, "{all}");
    for line in all.lines() {
        let (_, keys) = line.split_once("its keys are ").unwrap();
        for key in keys.split(", ").map(|key| key.trim_matches('`')) {
            let quoted = CHAPTER.contains(&format!("`{key}`"));
            let used = [" = ", ".", "]"].iter().any(|after| CHAPTER.contains(&format!("{key}{after}")));
            assert!(quoted || used, "the guide does not tell `{key}`");
        }
    }
}
